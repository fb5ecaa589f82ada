#include "core/trace/recorder.hpp"

#include <new>
#include <utility>

namespace loopscope::trace {

Ring::Ring(ThreadId thread, std::uint32_t capacity_log2)
    : slots_(static_cast<Event*>(std::malloc((std::size_t{1} << capacity_log2) * sizeof(Event)))),
      mask_((std::uint64_t{1} << capacity_log2) - 1),
      thread_(thread) {
    if (!slots_) throw std::bad_alloc{};
}

Recorder::Recorder(std::shared_ptr<Tables> tables, std::uint32_t ring_capacity_log2)
    : tables_(std::move(tables)), capacity_log2_(ring_capacity_log2) {}

Ring& Recorder::add_thread() {
    const std::scoped_lock lock{mutex_};
    // The first ring is the run's main thread, which is also the one that adds the second: it has drawn all
    // numbers so far, so from here on everybody sees them and draws atomically.
    if (!rings_.empty()) many_.store(true, std::memory_order_release);
    // Runs with hundreds of threads would otherwise hold a megabyte for each of them.
    const std::uint32_t log2 = rings_.size() < 8 ? capacity_log2_ : std::min(capacity_log2_, 10U);
    rings_.emplace_back(static_cast<ThreadId>(rings_.size() + 1), log2);
    return rings_.back();
}

bool Recorder::wait_for_room(Ring& ring, std::uint64_t head) {
    const auto has_room = [&] {
        ring.known_tail_ = ring.tail_.load(std::memory_order_acquire);
        return head - ring.known_tail_ <= ring.mask_;
    };
    if (has_room()) return true;
    notify_owner();
    std::unique_lock lock{mutex_};
    room_.wait(lock, [&] { return abandoned_.load(std::memory_order_relaxed) || has_room(); });
    if (has_room()) return true;
    dropped_.fetch_add(1, std::memory_order_relaxed);
    return false;
}

void Recorder::abandon() {
    {
        const std::scoped_lock lock{mutex_};
        abandoned_.store(true, std::memory_order_relaxed);
    }
    room_.notify_all();
}

void Recorder::request_notify() {
    notify_wanted_.store(true, std::memory_order_seq_cst);
}

void Recorder::notify_owner() {
    if (notify_wanted_.exchange(false, std::memory_order_acq_rel) && notify_) notify_();
}

std::size_t Recorder::drain(std::vector<Event>& out) {
    const std::size_t before = out.size();
    {
        const std::scoped_lock lock{mutex_};
        // Each ring is in order of seq by itself, and numbers are dense: take from whichever ring holds the
        // next one, as long as it lasts, and stop where that number has been drawn but is not there yet.
        for (bool found = true; found;) {
            found = false;
            for (Ring& ring : rings_) {
                std::uint64_t tail = ring.tail_.load(std::memory_order_relaxed);
                const std::uint64_t head = ring.head_.load(std::memory_order_acquire);
                const std::uint64_t begin = tail;
                while (tail != head && ring.slots_[tail & ring.mask_].seq == drained_seq_) {
                    out.push_back(ring.slots_[tail & ring.mask_]);
                    ++tail;
                    ++drained_seq_;
                }
                if (tail == begin) continue;
                ring.tail_.store(tail, std::memory_order_release);
                found = true;
            }
        }
        if (const auto lost = dropped_.exchange(0, std::memory_order_relaxed); lost > 0) {
            const std::int64_t time = out.empty() ? 0 : out.back().time;
            out.push_back({.time = time,
                           .arg = static_cast<std::int64_t>(lost),
                           .seq = drained_seq_,
                           .kind = Kind::Lost});
        }
    }
    if (out.size() != before) room_.notify_all();
    return out.size() - before;
}

}  // namespace loopscope::trace
