// The worker threads of a run: what blocks runs on them while the loops are free. They belong to the run, so
// that a run that is held keeps nobody else's.
#pragma once

#include "core/async/list.hpp"
#include "core/trace/event.hpp"

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace loopscope::async {

struct Context;
struct Runtime;
class Loop;

// A piece of work. Belongs to the pool while it is queued or done; then to its loop.
struct Job : ListLink<> {
    std::function<void()> fn;
    std::function<void(Job&)> done;  // on its loop's thread, in the poll phase; null: nobody waits any more
    Loop* loop = nullptr;
    trace::ObjectId id = 0;
    trace::TaskId task = 0;
    trace::StringId label = 0;
    std::exception_ptr error;  // what `fn` threw
    bool queued = false;       // guarded by the pool's mutex
};

class Pool {
public:
    // With as many workers at most as the environment's UV_THREADPOOL_SIZE says; four without it. A worker's
    // thread is started when there is work for it.
    explicit Pool(Runtime& run);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // Starts a worker when all are busy and there may be one more. Throws when there is none at all and the
    // system gives no thread, descriptor or memory for one. On a loop's thread: see Recorder::add_thread.
    void provide();
    // First come, first served. In virtual time a worker begins when everybody else waits.
    void queue(std::unique_ptr<Job> job);
    // The piece back, when no worker has begun it; null when one has.
    std::unique_ptr<Job> take_back(Job& job);
    // Ends the threads. Precondition: nothing is queued or under way.
    void end();

private:
    struct Worker;

    void serve(Worker& worker);
    std::unique_ptr<Job> next(Worker& worker);
    void run(Worker& worker, std::unique_ptr<Job> job);

    Runtime& run_;
    const std::size_t most_;

    std::mutex mutex_;  // guards what follows
    List<Job> queued_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::vector<Worker*> idle_;  // the one that was busy last is called first
    bool ending_ = false;
};

}  // namespace loopscope::async
