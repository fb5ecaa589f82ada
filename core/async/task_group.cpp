#include "core/async/task_group.hpp"

#include <deque>
#include <utility>
#include <vector>

namespace loopscope::async {

// Resumes the waiter once all have ended; in a group that has not failed yet, as soon as one fails.
class TaskGroup::JoinOperation final : public Operation, public EndListener, public ListLink<> {
public:
    JoinOperation(Members& group, bool has_failed, const CallSite& site)
        : Operation(site), group_(group), has_failed_(has_failed) {}
    ~JoinOperation() { abandon(); }

    bool await_ready() const;
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume() { throw_if_cancelled(); }

    void add(Node& node) {
        ++left_;
        node.add_listener(links_.emplace_back(*this));
    }
    void detach() noexcept override {
        unlink();
        links_.clear();
    }
    void on_end(Node& ended) override {
        --left_;
        const bool fails = ended.outcome() == trace::Outcome::Failed;
        if (fails && !error_) error_ = ended.error();
        if (left_ > 0 && (has_failed_ || !fails)) return;
        detach();
        wake(trace::Cause::TaskDone, ended.id());
    }
    // Of the first that failed while this waited.
    [[nodiscard]] std::exception_ptr error() const { return error_; }

private:
    Members& group_;
    std::deque<EndLink> links_;
    std::size_t left_ = 0;
    bool has_failed_;
    std::exception_ptr error_;
};

class TaskGroup::Members {
public:
    void add(std::shared_ptr<Node> node) {
        nodes.push_back(std::move(node));
        joining.for_each([this](JoinOperation& each) { each.add(*nodes.back()); });
    }
    void cancel() {
        for (const auto& node : nodes) node->cancel();
    }
    // Lets go of those that have ended; the first exception among them.
    std::exception_ptr take_ended() {
        std::exception_ptr error;
        for (const auto& node : nodes) {
            if (!node->ended()) continue;
            node->mark_read();
            if (!error && node->outcome() == trace::Outcome::Failed) error = node->error();
        }
        std::erase_if(nodes, [](const auto& node) { return node->ended(); });
        return error;
    }

    std::vector<std::shared_ptr<Node>> nodes;
    List<JoinOperation> joining;
};

bool TaskGroup::JoinOperation::await_ready() const {
    return group_.nodes.empty();
}

void TaskGroup::JoinOperation::await_suspend(std::coroutine_handle<> handle) {
    group_.joining.push_back(*this);
    for (const auto& node : group_.nodes) add(*node);
    suspend(handle, trace::Wait::Tasks, awaited(group_.nodes));
}

TaskGroup::TaskGroup() : members_(std::make_shared<Members>()) {}

TaskGroup::~TaskGroup() {
    const Context* here = context_or_null();
    if (here == nullptr || here->runtime.gate.stopping()) return;
    cancel();
}

void TaskGroup::cancel() {
    members_->cancel();
}

void TaskGroup::add(std::shared_ptr<Node> node) {
    members_->add(std::move(node));
}

Task<> TaskGroup::join(CallSite site) {
    return join(members_, site);
}

Task<> TaskGroup::join(std::shared_ptr<Members> members, CallSite site) {
    std::exception_ptr error;
    bool was_cancelled = false;
    const auto fail = [&](const std::exception_ptr& found) {
        if (!found || error) return;
        error = found;
        members->cancel();
    };
    for (;;) {
        fail(members->take_ended());
        if (members->nodes.empty()) break;
        JoinOperation joining{*members, error != nullptr, site};
        try {
            co_await joining;
        } catch (const Cancelled&) {
            was_cancelled = true;
            members->cancel();
        }
        fail(joining.error());
    }
    if (error) std::rethrow_exception(error);
    if (was_cancelled) throw Cancelled{};
}

}  // namespace loopscope::async
