// Things that begin and end, in order of their beginning: tasks, timers, places in a queue. Tells which of
// them there were at any position, without keeping a list for each.
#pragma once

#include "core/timeline/column.hpp"

#include <array>
#include <cstdint>

namespace loopscope::timeline {

// So many events have happened. The index counts them in 32 bits: four billion would take a hundred
// gigabytes.
using Place = std::uint32_t;
inline constexpr Place kNever = UINT32_MAX;

class Spans {
public:
    // `at` never goes back from one call of begin or end to the next. Returns the number of the new one, from
    // 0.
    std::uint32_t begin(Place at);
    // Once for each.
    void end(std::uint32_t number, Place at);

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(spans_.size()); }
    [[nodiscard]] Place began(std::uint32_t number) const { return spans_[number].begin; }
    [[nodiscard]] Place ended(std::uint32_t number) const { return spans_[number].end; }  // kNever: not yet
    [[nodiscard]] bool there(std::uint32_t number, Place at) const {
        return spans_[number].begin <= at && at < spans_[number].end;
    }

    // How many have begun by `at`: those numbered below that.
    [[nodiscard]] std::uint32_t begun(Place at) const;
    // How many of them have not ended then.
    [[nodiscard]] std::uint32_t count(Place at) const;
    // The first one that is there at `at`, with a number of at least `from`; size() where there is none.
    // Skips those that have ended in groups.
    [[nodiscard]] std::uint32_t next(std::uint32_t from, Place at) const;
    // The last one that is there at `at`; size() where there is none.
    [[nodiscard]] std::uint32_t last(Place at) const;

    [[nodiscard]] std::size_t memory() const;

private:
    static constexpr std::uint32_t kGroup = 64;
    static constexpr std::size_t kLevels = 4;
    struct Span {
        Place begin, end;
    };
    // Of kGroup neighbours: how many go on, or are yet to begin, and when the last of them ended.
    struct Group {
        Place end;
        std::uint32_t open;
    };

    Column<Span> spans_;
    Column<Place> ends_;                         // ascending
    std::array<Column<Group>, kLevels> groups_;  // of spans, of groups of spans, and so on
};

}  // namespace loopscope::timeline
