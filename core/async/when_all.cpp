#include "core/async/when_all.hpp"

#include <algorithm>

namespace loopscope::async::detail {

bool WhenAllOperation::await_ready() {
    left_ = static_cast<std::size_t>(
        std::count_if(nodes_.begin(), nodes_.end(), [](const auto& node) { return !node->ended(); }));
    return left_ == 0;
}

void WhenAllOperation::await_suspend(std::coroutine_handle<> handle) {
    for (const auto& node : nodes_) {
        if (!node->ended()) node->add_listener(links_.emplace_back(*this));
    }
    suspend(handle, trace::Wait::Tasks, awaited(nodes_));
}

void WhenAllOperation::await_resume() {
    for (const auto& node : nodes_) node->mark_read();
    if (finish_wait()) {
        for (const auto& node : nodes_) node->cancel();
        throw Cancelled{};
    }
    if (!failed_) return;
    for (const auto& node : nodes_) {
        if (node->ended() && node->error()) std::rethrow_exception(node->error());
    }
}

void WhenAllOperation::detach() noexcept {
    links_.clear();
}

void WhenAllOperation::on_end(Node& ended) {
    --left_;
    const bool fails = ended.error() != nullptr;
    if (failed_ || (left_ > 0 && !fails)) return;
    failed_ = fails;
    if (fails) detach();
    wake(trace::Cause::TaskDone, ended.id());
}

}  // namespace loopscope::async::detail
