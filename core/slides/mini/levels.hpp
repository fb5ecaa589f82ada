// What goes on in the lanes of a run over its loop time, in buckets of time that grow with the run, and in
// groups of lanes that grow with their number: so that it takes the same room for ten events and ten million.
#pragma once

#include "core/slides/loop/rows.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace loopscope::slides {

enum class MiniKind : std::uint8_t { Busy, Ready, Held };
inline constexpr std::size_t kMiniKinds = 3;

// Some stretch of time in which something goes on, and the first position at which it does.
struct MiniSpan {
    std::size_t first = kNoRow;  // kNoRow: nothing does
    std::int64_t begin = 0, end = 0;

    void add(const MiniSpan& other);
};

// Of one group's lanes: what at least one of them does now.
struct MiniOpen {
    std::uint32_t lanes = 0;  // that do; 0: nobody does
    std::size_t from = kNoRow;
    std::int64_t begin = 0;
};

void merge(MiniOpen& one, const MiniOpen& other);

struct MiniGroup {
    trace::ThreadId thread = 0;  // whose line it is, or where its tasks are at home
    bool line = false;
    std::uint32_t index = 0;  // of tasks: their ranks are about this, shifted by MiniLevels::shift
    std::array<std::vector<MiniSpan>, kMiniKinds> spans;  // by bucket
    std::array<MiniOpen, kMiniKinds> open;                // of tasks
    std::size_t created = kNoRow, ended = 0;              // the first and the last position, of tasks
    std::uint32_t lanes = 0, ended_lanes = 0;
    // The line of a loop: when it woke up the last time.
    std::size_t awake_from = 1;
    std::int64_t awake_since = 0;
};

class MiniLevels final : public BarListener {
public:
    // A stretch that has come to an end.
    struct Touch {
        std::size_t group = 0;
        MiniKind kind = MiniKind::Busy;
        MiniSpan span;
    };

    void forget() override { *this = {}; }
    void read(const LoopRows& rows, std::span<const BarChange> changes) override;

    // What has been added to the groups since the last call; nullopt: more than is kept, or all of it anew.
    std::optional<std::vector<Touch>> take_touched();
    [[nodiscard]] const std::vector<MiniGroup>& groups() const { return groups_; }
    // Groups of tasks have 2^shift of them each.
    [[nodiscard]] unsigned shift() const { return shift_; }
    [[nodiscard]] std::size_t memory() const;

private:
    void read_task(const LoopRows& rows, const BarChange& change);
    void read_line(const LoopRows& rows, const BarChange& change);
    std::size_t line_group(trace::ThreadId thread);
    std::size_t task_group(const LoopRows& rows, trace::TaskId task);
    void open(MiniGroup& group, MiniKind kind, const BarChange& change);
    void close(std::size_t group, MiniKind kind, const BarChange& change);
    void touch(std::size_t group, MiniKind kind, MiniSpan span);
    void widen();
    void pair_up();

    std::vector<MiniGroup> groups_;
    std::vector<std::size_t> lines_;               // by slot of a thread: its group
    std::vector<std::vector<std::size_t>> tasks_;  // ... and its groups of tasks, in order
    std::size_t task_groups_ = 0;
    unsigned shift_ = 0;
    std::int64_t width_ = 1024;        // of a bucket, ns
    std::vector<std::uint8_t> doing_;  // by task: 0 unheard, 1 nothing, 2 and on a kind
    std::vector<Bar> line_bars_;       // by thread: the last one on its line
    std::vector<Touch> touched_;       // since they were taken
    bool overflowed_ = true;           // ... and more, which are not kept
};

}  // namespace loopscope::slides
