// The timers of a loop: a heap by (deadline, order of arming), whose members know their place in it.
#pragma once

#include "core/base/time.hpp"
#include "core/trace/event.hpp"

#include <cstddef>
#include <vector>

namespace loopscope::async {

// One who can wait for one timer at a time.
class TimerListener {
public:
    TimerListener() = default;
    TimerListener(const TimerListener&) = delete;
    TimerListener& operator=(const TimerListener&) = delete;
    // Its deadline has passed and its timer is gone; called in the timers phase, on the loop's thread.
    virtual void on_timer(trace::ObjectId timer) = 0;

protected:
    ~TimerListener() = default;

private:
    friend class Timers;
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t place_ = kNone;
};

struct Timer {
    Nanos deadline{0};
    // Ids count up, so timers with equal deadlines keep the order in which they were armed.
    trace::ObjectId id = 0;
    trace::TaskId task = 0;
    TimerListener* listener = nullptr;
};

class Timers {
public:
    // Precondition: its listener waits for no timer.
    void add(const Timer& timer);
    [[nodiscard]] bool empty() const { return heap_.empty(); }
    // Precondition: not empty.
    [[nodiscard]] const Timer& first() const { return heap_.front(); }
    // The last deadline that is no later than `limit`. Precondition: the first is not.
    [[nodiscard]] Nanos last_until(Nanos limit) const;
    [[nodiscard]] static bool has(const TimerListener& listener) {
        return listener.place_ != TimerListener::kNone;
    }
    // Takes out the timer that it waits for. Precondition: has(listener).
    Timer take(TimerListener& listener);

private:
    static bool before(const Timer& a, const Timer& b) {
        return a.deadline != b.deadline ? a.deadline < b.deadline : a.id < b.id;
    }
    void put(std::size_t place, const Timer& timer);
    void sift_up(std::size_t place);
    void sift_down(std::size_t place);

    std::vector<Timer> heap_;
};

}  // namespace loopscope::async
