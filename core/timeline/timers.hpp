// The timers of one loop, and which of them were armed at any position.
#pragma once

#include "core/timeline/spans.hpp"
#include "core/timeline/state.hpp"

#include <unordered_map>
#include <vector>

namespace loopscope::timeline {

class Timers {
public:
    void add(const Timer& timer, Place at);
    // False where there is none armed with that id.
    bool remove(ObjectId id, Place at);
    void remove_all(Place at);

    [[nodiscard]] std::size_t count(Place at) const { return armed_.count(at); }
    // By (deadline, id).
    [[nodiscard]] Few<Timer> first(Place at, std::size_t most) const;

    [[nodiscard]] std::size_t memory() const;

private:
    // All that were armed at one position, by (deadline, id), so that the earliest need not be looked for
    // among all of them. Taken so seldom that they take less than the timers themselves.
    struct Key {
        Place at;
        std::vector<std::uint32_t> armed;
    };
    [[nodiscard]] bool earlier(std::uint32_t a, std::uint32_t b) const;
    void take_key(Place at);

    Spans armed_;
    Column<Timer> timers_;                             // by number of the span
    std::unordered_map<ObjectId, std::uint32_t> now_;  // armed at the end of what was recorded
    std::vector<Key> keys_;
    std::uint32_t since_key_ = 0;  // timers added and removed since the last one
};

}  // namespace loopscope::timeline
