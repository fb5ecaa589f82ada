// TaskGroup: tasks that end together (asyncio.TaskGroup).
#pragma once

#include "core/async/loop.hpp"

#include <memory>

namespace loopscope::async {

// Use:  TaskGroup group;  group.spawn(a());  group.spawn(b());  co_await group.join();
// A group that is destroyed before it was joined cancels what is left; whoever joins it sees that end.
class TaskGroup {
public:
    TaskGroup();
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
    class Members;
    class JoinOperation;

    static Task<> join(std::shared_ptr<Members> members, CallSite site);
    void add(std::shared_ptr<Node> node);

    std::shared_ptr<Members> members_;  // with those who join
};

}  // namespace loopscope::async
