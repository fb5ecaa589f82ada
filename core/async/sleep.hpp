// sleep_for and yield: give control back until a time, or just once around (asyncio's sleep(0)).
#pragma once

#include "core/async/loop.hpp"

namespace loopscope::async {

class SleepOperation final : public Operation, public TimerListener {
public:
    SleepOperation(Nanos duration, const CallSite& site) : Operation(site), duration_(duration) {}
    ~SleepOperation() { abandon(); }

    static bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume() { throw_if_cancelled(); }
    void detach() noexcept override;
    void on_timer(trace::ObjectId timer) override;

private:
    Nanos duration_;
    Loop* loop_ = nullptr;
};

// Resumes the task in the first turn whose timers phase finds `duration` of loop time gone; zero or less is
// yield(). Never early; late by what the others take. Throws Cancelled.
inline SleepOperation sleep_for(Nanos duration, CallSite site = CallSite::here()) {
    return {duration, site};
}
// Joins the end of the ready queue at once: everybody who is ready runs before it goes on, in the next turn.
inline SleepOperation yield(CallSite site = CallSite::here()) {
    return {Nanos{0}, site};
}

}  // namespace loopscope::async
