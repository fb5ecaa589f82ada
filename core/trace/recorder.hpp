// The only way to emit. Each thread of a run has a ring of its own that the owner of the timeline drains in
// batches; a number drawn in one place makes one total order of them. Nothing is ever dropped: a producer
// whose ring is full waits.
#pragma once

#include "core/base/fence.hpp"
#include "core/trace/event.hpp"
#include "core/trace/memory.hpp"
#include "core/trace/ring_reader.hpp"
#include "core/trace/tables.hpp"

#include <atomic>
#include <cstdint>
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
    Ring(ThreadId thread, const RingPlace& place) : place_(place), thread_(thread) {}

    [[nodiscard]] ThreadId thread() const { return thread_; }

private:
    friend class Recorder;
    // The producer's own: the last place it knows the consumer to be at.
    alignas(64) RingPlace place_;
    std::uint64_t known_tail_ = 0;
    ThreadId thread_;
};

class Recorder {
public:
    explicit Recorder(std::shared_ptr<Tables> tables,
                      std::shared_ptr<Memory> memory = std::make_shared<OwnMemory>());

    // A ring for a thread that will emit. Call it *before* that thread can emit, on a thread that emits
    // itself (or before anybody does): from the second ring on, numbers are drawn atomically. The ring lives
    // as long as the recorder. Throws std::bad_alloc when the memory has no place for it.
    Ring& add_thread();

    // Appends to `ring`, on its thread: stamps seq and thread, waits while the ring is full. Returns the
    // event as recorded.
    Event emit(Ring& ring, Event event);

    // Lets producers run on when nobody will drain any more (a stop): from now on a full ring drops, and the
    // number of dropped events is the `arg` of a Lost event at the end of what drain() returns.
    void abandon();

    // Owner thread: appends to `out` all events up to the first one that is still on its way, in order of
    // seq. Returns how many. Not where another process reads the memory.
    std::size_t drain(std::vector<Event>& out);

    // Owner thread: the next event calls `notify` once, on the emitting thread. An event that the next
    // drain() does not see counts as next.
    void request_notify();
    // Set before anybody emits. Must be quick, and must not emit.
    void set_notify(std::function<void()> notify) { notify_ = std::move(notify); }

    [[nodiscard]] Board& board() { return line_.board; }
    [[nodiscard]] Tables& tables() { return *tables_; }
    [[nodiscard]] std::shared_ptr<const Tables> shared_tables() const { return tables_; }

private:
    bool wait_for_room(Ring& ring, std::uint64_t head);
    void notify_owner();

    std::shared_ptr<Tables> tables_;
    std::shared_ptr<Memory> memory_;
    RunLine& line_;
    std::function<void()> notify_;
    std::atomic<bool> many_{false};  // more than one producer
    alignas(64) std::mutex mutex_;   // guards what follows
    std::deque<Ring> rings_;
    RingReader reader_{line_};
};

// Inline: the common path is a handful of instructions.
inline Event Recorder::emit(Ring& ring, Event event) {
    std::atomic<std::uint64_t>& published = ring.place_.line->head;
    const std::uint64_t head = published.load(std::memory_order_relaxed);
    if (head - ring.known_tail_ > ring.place_.mask) [[unlikely]] {
        if (!wait_for_room(ring, head)) return event;
    }
    if (many_.load(std::memory_order_relaxed)) {
        event.seq = line_.next_seq.fetch_add(1, std::memory_order_relaxed);
    } else {
        event.seq = line_.next_seq.load(std::memory_order_relaxed);
        line_.next_seq.store(event.seq + 1, std::memory_order_relaxed);
    }
    event.thread = ring.thread_;
    ring.place_.slots[head & ring.place_.mask] = event;
    published.store(head + 1, std::memory_order_release);
    // Or the processor may look before what it has published can be seen, and the owner sleep over it.
    light_fence();
    if (line_.notify_wanted.load(std::memory_order_relaxed) != 0) [[unlikely]]
        notify_owner();
    return event;
}

}  // namespace loopscope::trace
