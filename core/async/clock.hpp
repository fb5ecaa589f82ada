// Loop time: what tasks and threads of a run see as time. It can stand still, run at another rate, and jump
// to the next deadline when everybody waits for time alone. All waiting of a run goes through here, so that
// it knows when that is so.
#pragma once

#include "core/async/raw_clock.hpp"
#include "core/base/time.hpp"
#include "core/trace/memory.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <mutex>

namespace loopscope::async {

enum class WaitEnd : std::uint8_t {
    Deadline,    // loop time has reached it
    Descriptor,  // the watched descriptor has something to read
    Poked,       // somebody called poke()
    Stopped,     // the run ends
    Stuck,       // everybody waits and nothing can ever come
};

// One thread's place to sleep: an eventfd, so that a loop can watch it together with its own descriptors.
class Waiter {
public:
    Waiter();
    ~Waiter();
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

private:
    friend class LoopClock;
    int fd_;
    bool poked_ = false;  // guarded by the clock's mutex, as all that follows
    bool released_ = false;
    bool has_order_ = false;
    bool by_descriptor_ = false;  // released because its descriptor is readable
    std::uint64_t order_ = 0;
    Nanos deadline_ = kForever;
    int descriptor_ = -1;
};

class LoopClock {
public:
    // Starts at 0 with `rate` (see set_rate); with `still`, only at go(). `board` is where others read it.
    explicit LoopClock(double rate = 1.0, bool still = false, trace::Board* board = nullptr);

    // Now. Any thread, without a lock; never goes back.
    [[nodiscard]] Nanos now() const {
        std::uint32_t begin = 0;
        std::int64_t loop = 0;
        std::int64_t ticks = 0;
        std::uint64_t factor = 0;
        do {
            begin = sequence_.load(std::memory_order_acquire);
            loop = base_loop_.load(std::memory_order_acquire);
            ticks = base_ticks_.load(std::memory_order_acquire);
            factor = factor_.load(std::memory_order_acquire);
        } while ((begin & 1U) != 0 || sequence_.load(std::memory_order_relaxed) != begin);
        if (factor == 0) return Nanos{loop};
        return Nanos{loop + scale(raw_clock::ticks(counter_) - ticks, factor)};
    }
    // Since begin(), or construction without one, whatever loop time does.
    [[nodiscard]] Nanos wall() const {
        const std::int64_t origin = wall_origin_.load(std::memory_order_relaxed);
        return Nanos{origin == kNotBegun ? 0 : raw_clock::monotonic_ns() - origin};
    }

    // Keeps both clocks at 0 until begin(): a thread that has to start first takes no time of the run.
    void wait_for_begin();
    void begin();

    // Loop seconds per wall second, > 0; infinity: time stands still but jumps to the next deadline whenever
    // all wait.
    void set_rate(double rate);
    [[nodiscard]] double rate() const;
    // Stands still until go(); with `jumping`, as if the rate were infinite.
    void stand_still(bool jumping = false);
    void go();
    [[nodiscard]] bool standing_still() const { return factor_.load(std::memory_order_relaxed) == 0; }

    // A thread whose doing keeps time from jumping. Enter for a new thread *before* it starts.
    void enter();
    void leave();
    // Something real outside of our threads that will wake one of them through its descriptor: time must not
    // jump, but nobody has to wait for it in virtual time either.
    void enter_outside();
    void leave_outside();

    // For a thread that is about to start: in virtual time it gets its turn as if it had begun to wait now.
    void line_up(Waiter& waiter);

    // Blocks the calling thread, which has entered, until `deadline` or one of the other ends. `descriptor`:
    // a file descriptor that ends the wait when it is readable, or -1. In virtual time waiters are released
    // one by one, so that threads too run in one defined order: those whose descriptor is readable first, by
    // order of waiting, once no thread is busy; then by (deadline, order of waiting). Data on the way between
    // two sockets of this machine counts as readable: the kernel delivers it within the call that sends it.
    WaitEnd wait(Waiter& waiter, Nanos deadline, int descriptor = -1);
    // Ends the waiter's wait, or its next one. Any thread.
    void poke(Waiter& waiter);
    // Ends all waits, and every later one at once.
    void stop();
    [[nodiscard]] bool stopped() const { return stopped_.load(std::memory_order_relaxed); }

private:
    static std::int64_t scale(std::int64_t ticks, std::uint64_t factor) {
        __extension__ using Wide = __int128;
        return static_cast<std::int64_t>((Wide{ticks} * Wide{factor}) >> 32);
    }
    void rebase(Nanos loop, double rate);
    void apply_rate();
    void release_next();
    Waiter* first_readable() const;
    [[nodiscard]] bool virtual_time() const;
    bool spin_until(Nanos deadline);
    void release(Waiter& waiter);
    void signal(const Waiter& waiter);

    const bool counter_;
    trace::Board* const board_;
    static constexpr std::int64_t kNotBegun = INT64_MIN;
    std::atomic<std::int64_t> wall_origin_;
    alignas(64) std::atomic<std::uint32_t> sequence_{0};
    std::atomic<std::int64_t> base_loop_{0};
    std::atomic<std::int64_t> base_ticks_{0};
    std::atomic<std::uint64_t> factor_{0};  // loop ns per tick, 32.32 fixed point; 0 stands still
    std::atomic<bool> stopped_{false};

    alignas(64) mutable std::mutex mutex_;  // guards what follows, and writing the above
    double rate_;
    bool still_ = false;
    bool jumping_ = false;
    bool stuck_ = false;
    int busy_ = 0;     // entered and not waiting
    int outside_ = 0;  // ... of which so many are no threads
    std::atomic<int> spinning_{0};
    std::uint64_t next_order_ = 0;
    std::list<Waiter*> waiters_;
};

}  // namespace loopscope::async
