#include "core/trace/recorder.hpp"

#include <utility>

namespace loopscope::trace {

Recorder::Recorder(std::shared_ptr<Tables> tables, std::shared_ptr<Memory> memory)
    : tables_(std::move(tables)), memory_(std::move(memory)), line_(memory_->line()) {}

Ring& Recorder::add_thread() {
    const std::scoped_lock lock{mutex_};
    // The first ring is the run's main thread, which is also the one that adds the second: it has drawn all
    // numbers so far, so from here on everybody sees them and draws atomically.
    if (!rings_.empty()) many_.store(true, std::memory_order_release);
    const RingPlace place = memory_->ring(rings_.size());
    rings_.emplace_back(static_cast<ThreadId>(rings_.size() + 1), place);
    reader_.add(place);
    line_.rings.store(static_cast<std::uint32_t>(rings_.size()), std::memory_order_release);
    return rings_.back();
}

bool Recorder::wait_for_room(Ring& ring, std::uint64_t head) {
    const auto has_room = [&] {
        ring.known_tail_ = ring.place_.line->tail.load(std::memory_order_seq_cst);
        return head - ring.known_tail_ <= ring.place_.mask;
    };
    if (has_room()) return true;
    notify_owner();
    bool room = false;
    line_.waiting.fetch_add(1, std::memory_order_seq_cst);
    for (;;) {
        const std::uint32_t seen = line_.room.load(std::memory_order_seq_cst);
        room = has_room();
        if (room || line_.abandoned.load(std::memory_order_relaxed) != 0) break;
        futex_wait(line_.room, seen);
    }
    line_.waiting.fetch_sub(1, std::memory_order_relaxed);
    if (!room) line_.dropped.fetch_add(1, std::memory_order_relaxed);
    return room;
}

void Recorder::abandon() {
    line_.abandoned.store(1, std::memory_order_relaxed);
    line_.room.fetch_add(1, std::memory_order_seq_cst);
    futex_wake_all(line_.room);
}

void Recorder::request_notify() {
    line_.ask_to_be_told();
}

void Recorder::notify_owner() {
    if (line_.notify_wanted.exchange(0, std::memory_order_acq_rel) != 0 && notify_) notify_();
}

std::size_t Recorder::drain(std::vector<Event>& out) {
    const std::size_t before = out.size();
    const std::scoped_lock lock{mutex_};
    // Nobody but us writes this memory, so it is what it should be.
    static_cast<void>(reader_.read(out));
    return out.size() - before;
}

}  // namespace loopscope::trace
