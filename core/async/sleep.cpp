#include "core/async/sleep.hpp"

namespace loopscope::async {

using trace::Cause;
using trace::Wait;

void SleepOperation::await_suspend(std::coroutine_handle<> handle) {
    loop_ = &Loop::current();
    if (duration_ <= Nanos{0}) {
        suspend(handle, Wait::Yield, 0);
        wake(Cause::Yielded, 0);
        return;
    }
    const Nanos deadline = later(context().runtime.clock.now(), duration_);
    loop_->add_timer(deadline, *this, context().task);
    suspend(handle, Wait::Sleep, deadline.count());
}

void SleepOperation::detach() noexcept {
    loop_->cancel_timer(*this);
}

void SleepOperation::on_timer(trace::ObjectId timer) {
    wake(Cause::TimerDue, timer);
}

}  // namespace loopscope::async
