#include "core/async/task_group.hpp"

#include <algorithm>

namespace loopscope::async {

// Resumes the waiter once all have ended; in a group that has not failed yet, as soon as one fails.
class TaskGroup::JoinOperation final : public Operation, public EndListener {
public:
    JoinOperation(TaskGroup& group, bool has_failed, const CallSite& site)
        : Operation(site), group_(group), has_failed_(has_failed) {}
    ~JoinOperation() { abandon(); }

    bool await_ready() const { return group_.nodes_.empty(); }
    void await_suspend(std::coroutine_handle<> handle) {
        group_.joining_ = this;
        for (const auto& node : group_.nodes_) add(*node);
        suspend(handle, trace::Wait::Tasks, awaited(group_.nodes_));
    }
    void await_resume() { throw_if_cancelled(); }

    void add(Node& node) {
        ++left_;
        node.add_listener(*this);
    }
    void detach() noexcept override {
        group_.joining_ = nullptr;
        for (const auto& node : group_.nodes_) node->remove_listener(*this);
    }
    void on_end(Node& ended) override {
        --left_;
        const bool fails = !has_failed_ && ended.outcome() == trace::Outcome::Failed;
        if (left_ > 0 && !fails) return;
        detach();
        wake(trace::Cause::TaskDone, ended.id());
    }

private:
    TaskGroup& group_;
    std::size_t left_ = 0;
    bool has_failed_;
};

TaskGroup::~TaskGroup() {
    const Context* here = context_or_null();
    if (here == nullptr || here->runtime.gate.stopping()) return;
    cancel();
}

void TaskGroup::cancel() {
    for (const auto& node : nodes_) node->cancel();
}

void TaskGroup::add(std::shared_ptr<Node> node) {
    nodes_.push_back(std::move(node));
    if (joining_ != nullptr) joining_->add(*nodes_.back());
}

std::exception_ptr TaskGroup::take_ended() {
    std::exception_ptr error;
    for (const auto& node : nodes_) {
        if (!node->ended()) continue;
        node->mark_read();
        if (!error && node->outcome() == trace::Outcome::Failed) error = node->error();
    }
    std::erase_if(nodes_, [](const auto& node) { return node->ended(); });
    return error;
}

Task<> TaskGroup::join(CallSite site) {
    std::exception_ptr error;
    bool was_cancelled = false;
    for (;;) {
        if (const std::exception_ptr found = take_ended(); found && !error) {
            error = found;
            cancel();
        }
        if (nodes_.empty()) break;
        try {
            co_await JoinOperation{*this, error != nullptr, site};
        } catch (const Cancelled&) {
            was_cancelled = true;
            cancel();
        }
    }
    if (error) std::rethrow_exception(error);
    if (was_cancelled) throw Cancelled{};
}

}  // namespace loopscope::async
