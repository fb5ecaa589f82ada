#include "core/async/task_group.hpp"

#include "core/async/when_any.hpp"

#include <algorithm>

namespace loopscope::async {

TaskGroup::~TaskGroup() {
    const Context* here = context_or_null();
    if (here == nullptr || here->runtime.gate.stopping()) return;
    cancel();
}

void TaskGroup::cancel() {
    for (const auto& node : nodes_) node->cancel();
}

Task<> TaskGroup::join(CallSite site) {
    std::exception_ptr error;
    bool was_cancelled = false;
    for (;;) {
        std::vector<std::shared_ptr<Node>> alive;
        for (const auto& node : nodes_) {
            if (!node->ended()) {
                alive.push_back(node);
                continue;
            }
            node->mark_read();
            if (!error && node->outcome() == trace::Outcome::Failed) {
                error = node->error();
                cancel();
            }
        }
        std::erase_if(nodes_, [](const auto& node) { return node->ended(); });
        if (alive.empty()) break;
        try {
            co_await detail::WhenAnyOperation{std::move(alive), kForever, site};
        } catch (const Cancelled&) {
            was_cancelled = true;
            cancel();
        }
    }
    if (error) std::rethrow_exception(error);
    if (was_cancelled) throw Cancelled{};
}

}  // namespace loopscope::async
