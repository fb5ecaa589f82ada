#include "core/async/clock.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace loopscope::async {
namespace {

// A thread that the kernel wakes is late by some 50 to 100 µs; the last part of a wait is therefore spent
// awake, by no more threads than there are cores.
constexpr std::int64_t kSpinNs = 120'000;

int most_spinning() {
    static const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    return cores;
}

bool readable(int descriptor) {
    pollfd one{descriptor, POLLIN, 0};
    return poll(&one, 1, 0) > 0;
}

}  // namespace

Waiter::Waiter() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (fd_ < 0)
        throw std::system_error(errno, std::generic_category(), "no descriptor for a thread to wait on");
}
Waiter::~Waiter() {
    close(fd_);
}

LoopClock::LoopClock(double rate, bool still, trace::Board* board)
    : counter_(raw_clock::rate().counter),
      board_(board),
      wall_origin_(raw_clock::monotonic_ns()),
      rate_(rate),
      still_(still) {
    const std::scoped_lock lock{mutex_};
    apply_rate();
}

// Writes the clock's line: from now on it runs from `loop` at `rate`. Under the mutex, so there is one
// writer.
void LoopClock::rebase(Nanos loop, double rate) {
    const double factor = rate * raw_clock::rate().ns_per_tick * 4294967296.0;
    sequence_.fetch_add(1, std::memory_order_acq_rel);
    base_loop_.store(loop.count(), std::memory_order_release);
    base_ticks_.store(raw_clock::ticks(counter_), std::memory_order_release);
    factor_.store(static_cast<std::uint64_t>(factor), std::memory_order_release);
    sequence_.fetch_add(1, std::memory_order_acq_rel);
    if (board_ != nullptr) board_->show_clock(loop.count(), raw_clock::monotonic_ns(), rate);
}

void LoopClock::apply_rate() {
    const bool begun = wall_origin_.load(std::memory_order_relaxed) != kNotBegun;
    const bool still = !begun || still_ || std::isinf(rate_);
    rebase(now(), still ? 0.0 : rate_);
    for (const Waiter* waiter : waiters_) signal(*waiter);
    release_next();
}

void LoopClock::wait_for_begin() {
    const std::scoped_lock lock{mutex_};
    wall_origin_.store(kNotBegun, std::memory_order_relaxed);
    rebase(Nanos{0}, 0.0);
}

void LoopClock::begin() {
    const std::scoped_lock lock{mutex_};
    const std::int64_t now_ns = raw_clock::monotonic_ns();
    wall_origin_.store(now_ns, std::memory_order_relaxed);
    if (board_ != nullptr) board_->begun.store(now_ns, std::memory_order_release);
    apply_rate();
}

void LoopClock::set_rate(double rate) {
    const std::scoped_lock lock{mutex_};
    rate_ = rate;
    apply_rate();
}

double LoopClock::rate() const {
    const std::scoped_lock lock{mutex_};
    return rate_;
}

void LoopClock::stand_still(bool jumping) {
    const std::scoped_lock lock{mutex_};
    still_ = true;
    jumping_ = jumping;
    apply_rate();
}

void LoopClock::go() {
    const std::scoped_lock lock{mutex_};
    still_ = false;
    jumping_ = false;
    apply_rate();
}

void LoopClock::enter() {
    const std::scoped_lock lock{mutex_};
    ++busy_;
}

void LoopClock::leave() {
    const std::scoped_lock lock{mutex_};
    --busy_;
    release_next();
}

void LoopClock::enter_outside() {
    const std::scoped_lock lock{mutex_};
    ++busy_;
    ++outside_;
}

void LoopClock::leave_outside() {
    const std::scoped_lock lock{mutex_};
    --busy_;
    --outside_;
    release_next();
}

bool LoopClock::virtual_time() const {
    return still_ ? jumping_ : std::isinf(rate_);
}

Waiter* LoopClock::first_readable() const {
    Waiter* first = nullptr;
    for (Waiter* waiter : waiters_) {
        if (waiter->descriptor_ < 0 || (first != nullptr && first->order_ < waiter->order_)) continue;
        if (readable(waiter->descriptor_)) first = waiter;
    }
    return first;
}

// Under the mutex: when no thread is busy, lets the next waiter go on, if only time keeps it.
void LoopClock::release_next() {
    if (busy_ != outside_ || waiters_.empty() || stopped_) return;
    if (Waiter* waiter = first_readable()) {
        // In real time its own thread has seen it already.
        if (virtual_time()) {
            waiter->by_descriptor_ = true;
            release(*waiter);
        }
        return;
    }
    if (busy_ != 0) return;
    const auto next =
        std::min_element(waiters_.begin(), waiters_.end(), [](const Waiter* a, const Waiter* b) {
            return a->deadline_ != b->deadline_ ? a->deadline_ < b->deadline_ : a->order_ < b->order_;
        });
    if ((*next)->deadline_ == kForever) {
        stuck_ = true;
        for (Waiter* waiter : waiters_) release(*waiter);
        return;
    }
    if (!virtual_time()) return;
    if ((*next)->deadline_ > now()) rebase((*next)->deadline_, 0.0);
    release(**next);
}

// Under the mutex. The waiter counts as busy from here on, not from when its thread wakes: time must not jump
// in between.
void LoopClock::release(Waiter& waiter) {
    if (waiter.released_) return;
    waiter.released_ = true;
    ++busy_;
    signal(waiter);
}

void LoopClock::signal(const Waiter& waiter) {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(waiter.fd_, &one, sizeof one);
}

void LoopClock::line_up(Waiter& waiter) {
    const std::scoped_lock lock{mutex_};
    waiter.order_ = next_order_++;
    waiter.has_order_ = true;
}

// Without the mutex. False when too many spin already.
bool LoopClock::spin_until(Nanos deadline) {
    if (spinning_.fetch_add(1, std::memory_order_relaxed) >= most_spinning()) {
        spinning_.fetch_sub(1, std::memory_order_relaxed);
        return false;
    }
    // The clock may be stopped or slowed meanwhile.
    const std::int64_t give_up = raw_clock::monotonic_ns() + 2 * kSpinNs;
    while (now() < deadline && !stopped() && raw_clock::monotonic_ns() < give_up) {
    }
    spinning_.fetch_sub(1, std::memory_order_relaxed);
    return true;
}

WaitEnd LoopClock::wait(Waiter& waiter, Nanos deadline, int descriptor) {
    std::unique_lock lock{mutex_};
    waiter.deadline_ = deadline;
    waiter.descriptor_ = descriptor;
    if (!std::exchange(waiter.has_order_, false)) waiter.order_ = next_order_++;
    waiter.released_ = false;
    waiter.by_descriptor_ = false;
    if (waiter.poked_) {
        waiter.poked_ = false;
        return stopped_ ? WaitEnd::Stopped : WaitEnd::Poked;
    }
    const auto place = waiters_.insert(waiters_.end(), &waiter);
    --busy_;
    release_next();
    WaitEnd end = WaitEnd::Deadline;
    // Data that may not be taken yet is not looked at again before somebody signals: the run is held, or it
    // is not this thread's turn.
    bool watching = descriptor >= 0;
    for (;;) {
        if (stopped_) {
            end = WaitEnd::Stopped;
            break;
        }
        if (waiter.poked_) {
            waiter.poked_ = false;
            end = WaitEnd::Poked;
            break;
        }
        if (waiter.by_descriptor_) {
            end = WaitEnd::Descriptor;
            break;
        }
        const Nanos left = deadline == kForever ? kForever : deadline - now();
        if (waiter.released_ && stuck_ && deadline == kForever) {
            end = WaitEnd::Stuck;
            break;
        }
        // In virtual time only the one who has been released goes on, even if the deadline has passed for
        // others too.
        if (left <= Nanos{0} && (waiter.released_ || !virtual_time())) break;
        std::array<pollfd, 2> watched{{{waiter.fd_, POLLIN, 0}, {descriptor, POLLIN, 0}}};
        const bool by_time = left != kForever && factor_.load(std::memory_order_relaxed) != 0;
        timespec timeout{};
        if (by_time) {
            const auto wall = static_cast<std::int64_t>(
                std::ceil(static_cast<double>(std::max<std::int64_t>(left.count(), 0)) / rate_));
            if (wall <= kSpinNs) {
                lock.unlock();
                const bool spun = spin_until(deadline);
                lock.lock();
                if (spun && !(watching && readable(descriptor))) continue;
            }
            // The kernel may end a poll late by 0.1 % of its timeout, so a long one is waited for in two
            // parts, of which the last is short.
            const std::int64_t part = wall > 2'000'000 ? wall - wall / 256 : wall;
            const std::int64_t awake = std::max<std::int64_t>(part - kSpinNs, wall <= kSpinNs ? wall : 0);
            timeout = {awake / 1'000'000'000, awake % 1'000'000'000};
        }
        lock.unlock();
        ppoll(watched.data(), watching ? 2 : 1, by_time ? &timeout : nullptr, nullptr);
        lock.lock();
        if ((watched[0].revents & POLLIN) != 0) {
            std::uint64_t count = 0;
            [[maybe_unused]] const auto got = read(waiter.fd_, &count, sizeof count);
            watching = descriptor >= 0;
        }
        if (watching && watched[1].revents != 0) {
            const bool held = still_ && !jumping_;
            const bool my_turn = !virtual_time() || busy_ == outside_;
            if (!held && my_turn && !waiter.released_) {
                end = WaitEnd::Descriptor;
                break;
            }
            watching = false;
        }
    }
    if (!waiter.released_) ++busy_;
    waiter.released_ = false;
    waiters_.erase(place);
    return end;
}

void LoopClock::poke(Waiter& waiter) {
    const std::scoped_lock lock{mutex_};
    waiter.poked_ = true;
    if (std::find(waiters_.begin(), waiters_.end(), &waiter) != waiters_.end()) release(waiter);
}

void LoopClock::stop() {
    const std::scoped_lock lock{mutex_};
    stopped_ = true;
    for (Waiter* waiter : waiters_) release(*waiter);
}

}  // namespace loopscope::async
