// Whether events that somebody else has written can be believed: whoever reads a recording trusts its
// numbers.
#pragma once

#include "core/trace/event.hpp"
#include "core/trace/tables.hpp"

#include <cstdint>
#include <string_view>

namespace loopscope::trace {

// For one run, whose events are asked about in order. The number of an event (`seq`) is left to the caller,
// who knows what may be missing. One thread.
class Validator {
public:
    // `tables` outlive it, and are ahead of the events that refer to them.
    explicit Validator(const Tables& tables) : tables_(tables) {}

    // Empty where the event can be believed, and has now been seen; else what is wrong with it, in a few
    // words.
    [[nodiscard]] std::string_view objection(const Event& event);

private:
    [[nodiscard]] bool is_text(std::uint64_t id);
    [[nodiscard]] bool is_place(std::uint64_t id);
    [[nodiscard]] bool is_task(std::uint64_t id) const;
    [[nodiscard]] bool is_number(Meaning meaning, std::int64_t number);
    [[nodiscard]] bool is_cause(const Event& event) const;
    [[nodiscard]] bool is_wait(const Event& event) const;
    [[nodiscard]] bool fields_fit(const KindRow& row, const Event& event);
    void note(const Event& event);

    const Tables& tables_;
    // As of the last look: both only grow.
    StringId texts_ = 0;
    SiteId places_ = 0;
    // How many have been told of, and may have been.
    std::uint64_t tasks_ = 0, threads_ = 0, lost_ = 0;
};

}  // namespace loopscope::trace
