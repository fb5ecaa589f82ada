// What a remote run has told of itself so far.
#pragma once

#include "core/remote/wire.hpp"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace loopscope::remote {

class Recording {
public:
    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const { return tables_; }

    // These are false, and change nothing, when what was told makes no sense.
    bool add_word(Frame type, Unpacker& fields);
    bool add_events(std::string_view bytes,
                    const std::function<void(const std::vector<trace::Event>&)>& take);

    // The event that ends a run which could not tell its end: `how` and `last_words` may be empty.
    trace::Event broken_off(std::string_view how, std::string_view last_words);

private:
    [[nodiscard]] bool makes_sense(const trace::Event& event) const;

    std::shared_ptr<trace::Tables> tables_ = std::make_shared<trace::Tables>();
    std::uint32_t next_seq_ = 0;
    std::int64_t last_time_ = 0;
};

}  // namespace loopscope::remote
