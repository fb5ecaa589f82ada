// The only way to emit. Each thread of a run has a ring of its own that the owner of the timeline drains in
// batches; a number drawn in one place makes one total order of them. Nothing is ever dropped: a producer
// whose ring is full waits.
#pragma once

#include "core/trace/event.hpp"
#include "core/trace/tables.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace loopscope::trace {

class Recorder;

// A ring for one producer thread and one consumer. Use through Recorder.
class Ring {
public:
    explicit Ring(ThreadId thread, std::uint32_t capacity_log2);

    [[nodiscard]] ThreadId thread() const { return thread_; }

private:
    friend class Recorder;
    struct Release {
        void operator()(Event* slots) const { std::free(slots); }
    };
    // Not initialised: pages that nobody has written yet take neither memory nor time, and threads start
    // while programs run.
    std::unique_ptr<Event[], Release> slots_;
    std::uint64_t mask_;
    ThreadId thread_;
    // The producer's line: where it writes next, and the last place it knows the consumer to be at.
    alignas(64) std::atomic<std::uint64_t> head_{0};
    std::uint64_t known_tail_ = 0;
    // The consumer's line.
    alignas(64) std::atomic<std::uint64_t> tail_{0};
};

class Recorder {
public:
    explicit Recorder(std::shared_ptr<Tables> tables, std::uint32_t ring_capacity_log2 = 15);

    // A ring for a thread that will emit. Call it *before* that thread can emit, on a thread that emits
    // itself (or before anybody does): from the second ring on, numbers are drawn atomically. The ring lives
    // as long as the recorder.
    Ring& add_thread();

    // Appends to `ring`, on its thread: stamps seq and thread, waits while the ring is full. Returns the
    // event as recorded.
    Event emit(Ring& ring, Event event);

    // Lets producers run on when nobody will drain any more (a stop): from now on a full ring drops, and the
    // number of dropped events is the `arg` of a Lost event at the end of what drain() returns.
    void abandon();

    // Owner thread: appends to `out` all events up to the first one that is still on its way, in order of
    // seq. Returns how many.
    std::size_t drain(std::vector<Event>& out);

    // Owner thread: the next event calls `notify` once, on the emitting thread.
    void request_notify();
    // Set before anybody emits. Must be quick, and must not emit.
    void set_notify(std::function<void()> notify) { notify_ = std::move(notify); }

    [[nodiscard]] Tables& tables() { return *tables_; }
    [[nodiscard]] std::shared_ptr<const Tables> shared_tables() const { return tables_; }

private:
    bool wait_for_room(Ring& ring, std::uint64_t head);
    void notify_owner();

    std::shared_ptr<Tables> tables_;
    std::uint32_t capacity_log2_;
    std::function<void()> notify_;
    std::atomic<bool> notify_wanted_{false};
    std::atomic<bool> abandoned_{false};
    std::atomic<bool> many_{false};  // more than one producer
    alignas(64) std::atomic<std::uint32_t> next_seq_{0};
    std::atomic<std::uint64_t> dropped_{0};
    alignas(64) mutable std::mutex mutex_;  // guards what follows
    std::condition_variable room_;
    std::deque<Ring> rings_;
    // The consumer's: where each ring has been read to, and the next number to hand out.
    std::uint32_t drained_seq_ = 0;
};

// Inline: the common path is a handful of instructions.
inline Event Recorder::emit(Ring& ring, Event event) {
    std::uint64_t head = ring.head_.load(std::memory_order_relaxed);
    if (head - ring.known_tail_ > ring.mask_) [[unlikely]] {
        if (!wait_for_room(ring, head)) return event;
    }
    if (many_.load(std::memory_order_relaxed)) {
        event.seq = next_seq_.fetch_add(1, std::memory_order_relaxed);
    } else {
        event.seq = next_seq_.load(std::memory_order_relaxed);
        next_seq_.store(event.seq + 1, std::memory_order_relaxed);
    }
    event.thread = ring.thread_;
    ring.slots_[head & ring.mask_] = event;
    ring.head_.store(head + 1, std::memory_order_release);
    if (notify_wanted_.load(std::memory_order_relaxed)) [[unlikely]]
        notify_owner();
    return event;
}

}  // namespace loopscope::trace
