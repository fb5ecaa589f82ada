// TaskGroup: tasks that end together (asyncio.TaskGroup).
#pragma once

#include "core/async/loop.hpp"

#include <vector>

namespace loopscope::async {

// Use:  TaskGroup group;  group.spawn(a());  group.spawn(b());  co_await group.join();
// A group that is destroyed before it was joined cancels what is left.
class TaskGroup {
public:
    TaskGroup() = default;
    ~TaskGroup();
    TaskGroup(const TaskGroup&) = delete;
    TaskGroup& operator=(const TaskGroup&) = delete;

    template <class T>
    TaskHandle<T> spawn(Task<T> body, CallSite site = CallSite::here()) {
        TaskHandle<T> handle = async::spawn(std::move(body), site);
        add(handle.shared_node());
        return handle;
    }

    // Waits for all tasks, also those that are spawned meanwhile. The first that fails cancels the others;
    // once all have ended its exception is thrown here. Cancelling the waiter cancels all, waits for them,
    // and throws Cancelled.
    Task<> join(CallSite site = CallSite::here());

    void cancel();

private:
    class JoinOperation;

    void add(std::shared_ptr<Node> node);
    // Lets go of those that have ended; the first exception among them.
    std::exception_ptr take_ended();

    std::vector<std::shared_ptr<Node>> nodes_;
    JoinOperation* joining_ = nullptr;
};

}  // namespace loopscope::async
