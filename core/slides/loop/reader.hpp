// Reads events as rows of the loop slide, and as what they do to bars. What it knows between two events is
// small and is copied as a whole, so that reading can begin anywhere where a copy was left.
#pragma once

#include "core/slides/loop/bar.hpp"
#include "core/slides/loop/facts.hpp"
#include "core/slides/loop/scale.hpp"

#include <vector>

namespace loopscope::slides {

struct ThreadReading {
    Bar bar;  // the last one on its own line
    trace::TaskId running = 0;
    trace::TaskId first_task = 0;                  // the first one that had a bar there
    std::size_t created = kNoRow, ended = kNoRow;  // positions; only of threads that the program starts
    bool joins = false;                            // is held in a join
    bool joined = false;                           // its last event was the end of a join
};

// A plain call that has not returned.
struct Call {
    trace::TaskId task = 0, by = 0;
};

struct Reading {
    std::size_t position = 0;  // events read
    std::size_t rows = 0;      // begun
    Row last;                  // the last of them; without its y
    double height = 0;         // y of it, where order alone counts
    std::int64_t stamp = -1;
    std::uint32_t waits_seen = 0;
    std::vector<ThreadReading> threads;  // by id, from 1
    std::vector<Call> calls;

    [[nodiscard]] std::size_t memory() const {
        return sizeof(Reading) + threads.size() * sizeof(ThreadReading) + calls.size() * sizeof(Call);
    }
};

// Where what is read goes; null: nowhere.
struct ReadingSink {
    std::vector<Row>* rows = nullptr;  // all that are complete: without the last
    std::vector<BarChange>* bars = nullptr;
    Stretches* stretches = nullptr;
    RunFacts* relied = nullptr;  // is told what was taken for granted
};

class RowReader {
public:
    RowReader(const RunFacts& facts, Reading& reading, const ReadingSink& sink)
        : facts_(facts), at_(reading), sink_(sink) {}

    void read(const trace::Event& e);
    // Goes on where `later` was left, with nothing but a part of the last row and ends of bars in between.
    void skip_to(const Reading& later);

private:
    void read_created(const trace::Event& e);
    void read_step(const trace::Event& e);
    void read_end_of_step(const trace::Event& e);
    void read_block(const trace::Event& e);
    void read_unblock(const trace::Event& e);
    void read_poll(const trace::Event& e);
    void read_thread(const trace::Event& e);
    void read_work(const trace::Event& e);
    void read_cancel(const trace::Event& e);

    Row& add(RowKind kind, const trace::Event& e);
    // Into the last row, where that one counts the same sort of thing; else a new one.
    void fold(RowKind kind, const trace::Event& e, trace::TaskId task);
    void conduct(const trace::Event& e, trace::TaskId who);
    void task_bar(trace::TaskId lane, BarChange::What what, BarKind kind, const trace::Event& e);
    void thread_bar(trace::ThreadId lane, BarChange::What what, BarKind kind, trace::TaskId task,
                    const trace::Event& e);
    void give(const BarChange& change);

    ThreadReading& thread(trace::ThreadId id);
    [[nodiscard]] bool has_lane(trace::TaskId id);
    [[nodiscard]] bool shown(trace::ThreadId id);
    [[nodiscard]] trace::TaskId caller_of(trace::TaskId id) const;
    void forget_call(trace::TaskId id);

    const RunFacts& facts_;
    Reading& at_;
    ReadingSink sink_;
};

}  // namespace loopscope::slides
