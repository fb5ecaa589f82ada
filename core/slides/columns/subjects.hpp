// What tasks wait for, by name: descriptors, processes, work and objects are numbers in the events, and are
// named once, where they begin.
#pragma once

#include "core/timeline/timeline.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace loopscope::slides {

class ColumnSubjects {
public:
    explicit ColumnSubjects(const trace::Tables& tables) : tables_(tables) {}

    void note(const trace::Event& e);
    // Index of the name of what the event waits for; 0 where it has none.
    std::uint32_t of(const trace::Event& suspended);
    // By index; the first one is empty.
    [[nodiscard]] std::vector<std::string> take() { return std::move(names_); }

private:
    using Named = std::map<std::int64_t, trace::StringId>;

    std::uint32_t find(const Named& named, std::int64_t subject, bool is_command = false);

    const trace::Tables& tables_;
    Named descriptors_, processes_, work_, objects_;
    std::map<std::string, std::uint32_t> indices_;
    std::vector<std::string> names_{""};
};

}  // namespace loopscope::slides
