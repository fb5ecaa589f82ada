#include "core/async/when_any.hpp"

namespace loopscope::async::detail {

bool WhenAnyOperation::await_ready() {
    for (std::size_t i = 0; i < nodes_.size() && !first_; ++i) {
        if (nodes_[i]->ended()) first_ = i;
    }
    return first_.has_value();
}

void WhenAnyOperation::await_suspend(std::coroutine_handle<> handle) {
    loop_ = &Loop::current();
    for (const auto& node : nodes_) node->add_listener(links_.emplace_back(*this));
    if (limit_ != kForever) {
        loop_->add_timer(later(context().runtime.clock.now(), limit_), *this, context().task);
    }
    // The only one is no race: so it is with a time limit.
    if (nodes_.size() == 1) {
        suspend(handle, trace::Wait::Task, nodes_.front()->id());
    } else {
        suspend(handle, trace::Wait::FirstOf, awaited(nodes_));
    }
}

std::optional<std::size_t> WhenAnyOperation::await_resume() {
    throw_if_cancelled();
    return first_;
}

void WhenAnyOperation::detach() noexcept {
    links_.clear();
    if (loop_ != nullptr) loop_->cancel_timer(*this);
}

void WhenAnyOperation::on_end(Node& ended) {
    if (first_) return;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].get() == &ended) first_ = i;
    }
    detach();
    wake(trace::Cause::TaskDone, ended.id());
}

void WhenAnyOperation::on_timer(trace::ObjectId timer) {
    detach();
    wake(trace::Cause::TimerDue, timer);
}

}  // namespace loopscope::async::detail
