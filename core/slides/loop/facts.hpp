// What decides how the events of a run are read as rows, and may be heard of only later: what threads are,
// and which tasks have a lifeline. Grows as the timeline grows.
#pragma once

#include "core/slides/loop/row.hpp"
#include "core/timeline/column.hpp"
#include "core/timeline/timeline.hpp"

#include <optional>
#include <unordered_map>
#include <vector>

namespace loopscope::slides {

struct ThreadFacts {
    trace::ThreadRole role = trace::ThreadRole::Main;
    bool heard = false;  // of it, or only of one with a higher id
    bool had_loop = false, worked = false, ran_calls = false;
};

// Where a reader took for granted what may turn out otherwise; kNoRow: it did not. Positions are those of the
// first events that were read so.
struct Reliance {
    std::size_t role = kNoRow, had_loop = kNoRow, shown = kNoRow;
};

inline constexpr std::uint32_t kNoRank = 0xFFFF'FFFF;

class RunFacts {
public:
    // Whose events they are: its head knows about tasks.
    void look_at(const timeline::Timeline& timeline) { timeline_ = &timeline; }
    [[nodiscard]] std::size_t learnt() const { return learnt_; }
    // Hears of the next event. Returns the position before which everything stays as it was read; nullopt:
    // all of it.
    std::optional<std::size_t> learn(const trace::Event& e);
    // Likewise, of tasks that were taken for such as conduct and have turned out to do something themselves.
    std::optional<std::size_t> settle();
    // Ranks the tasks that have got a number since the last call. Returns them, in order of it.
    std::vector<trace::TaskId> rank_new();

    [[nodiscard]] const ThreadFacts& thread(trace::ThreadId id) const;
    [[nodiscard]] std::size_t threads() const { return threads_.size(); }
    [[nodiscard]] bool shown(trace::ThreadId id) const { return shown(thread(id)); }
    [[nodiscard]] bool has_lane(trace::TaskId id) const { return !calls_on_threads_ && number(id) != 0; }
    [[nodiscard]] std::uint32_t number(trace::TaskId id) const;
    // Positions; kNoRow where nothing is known of it.
    [[nodiscard]] std::size_t created(trace::TaskId id) const { return wide(task(id).created); }
    [[nodiscard]] std::size_t ended(trace::TaskId id) const { return wide(task(id).ended); }
    // Among the tasks that are at home on the same thread, by their numbers; kNoRank: it has no number yet.
    [[nodiscard]] std::uint32_t rank(trace::TaskId id) const {
        const std::uint32_t rank = task(id).rank;
        return rank == kUnheard ? kNoRank : rank;
    }
    // Where it was created; 0: nobody knows.
    [[nodiscard]] trace::ThreadId home(trace::TaskId id) const {
        return id < homes_.size() ? homes_[id] : trace::ThreadId{0};
    }
    [[nodiscard]] std::size_t loops() const { return loops_; }
    // Plain calls are drawn on the line of their own thread, because there are several.
    [[nodiscard]] bool calls_on_threads() const { return calls_on_threads_; }

    // The reader at the head says what it relies on behind an event, at `position`.
    void rely_on_role(trace::ThreadId id, std::size_t position);
    void rely_on_loop(trace::ThreadId id, std::size_t position);
    void rely_on_shown(trace::ThreadId id, std::size_t position);
    void rely_on_no_lane(trace::TaskId id, std::size_t position);

    [[nodiscard]] std::size_t memory() const;

private:
    // There are as many as tasks: positions take what the timeline takes for them.
    struct TaskFacts {
        timeline::Place created = timeline::kNever, ended = timeline::kNever;
        std::uint32_t rank = kUnheard;
    };
    static constexpr std::uint32_t kUnheard = 0xFFFF'FFFE;
    static std::size_t wide(timeline::Place place) { return place == timeline::kNever ? kNoRow : place; }
    [[nodiscard]] const TaskFacts& task(trace::TaskId id) const;
    [[nodiscard]] bool shown(const ThreadFacts& thread) const;
    // Its index.
    std::size_t hear_of(trace::ThreadId id);
    [[nodiscard]] const timeline::TaskState* at_head(trace::TaskId id) const;
    std::optional<std::size_t> learn_of_thread(const trace::Event& e);
    void learn_of_task(const trace::Event& e);

    const timeline::Timeline* timeline_ = nullptr;
    std::size_t learnt_ = 0;                   // events
    timeline::Column<TaskFacts> tasks_;        // by id
    timeline::Column<trace::ThreadId> homes_;  // by id
    std::vector<trace::TaskId> unplaced_;
    std::vector<std::uint32_t> ranked_;  // by home: so many
    std::vector<ThreadFacts> threads_;   // by id, from 1
    std::vector<Reliance> reliance_;
    std::unordered_map<trace::TaskId, std::size_t> doubts_;  // tasks that were read as having no lane
    std::size_t loops_ = 0, program_threads_ = 0;
    bool calls_on_threads_ = false;
};

// Threads with higher ids belong to a broken recording: they are taken for this one.
inline constexpr trace::ThreadId kLastThread = 4096;
trace::ThreadId known_thread(trace::ThreadId id);

}  // namespace loopscope::slides
