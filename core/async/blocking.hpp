// What a program does without giving control back: blocking sleeps, CPU work, plain calls, threads.
#pragma once

#include "core/async/context.hpp"
#include "core/base/call_site.hpp"
#include "core/base/time.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace loopscope::async {

struct Context;

namespace detail {

// The running task (or plain call) holds its thread from here to the end of the scope.
class Blocked {
public:
    // `planned`: for how long, -1 ns if that is not known.
    Blocked(Context& here, trace::Block what, Nanos planned, const CallSite& site);
    ~Blocked();
    Blocked(const Blocked&) = delete;
    Blocked& operator=(const Blocked&) = delete;

private:
    Context& here_;
};

}  // namespace detail

// Holds the calling thread for `duration` of loop time (time.sleep): when that is a loop's thread, nobody
// else on it runs. Throws Stopped.
void block_for(Nanos duration, CallSite site = CallSite::here());

// Keeps the processor busy until `duration` of loop time has gone. In virtual time, which does not pass by
// itself, it waits instead: as if every thread had a core of its own. Zero or less does nothing. Throws
// Stopped.
void cpu_work(Nanos duration, CallSite site = CallSite::here());

// Runs `fn` now, on this thread, and shows it as a task of its own. What it throws passes on.
void call(const std::string& name, const std::function<void()>& fn, CallSite site = CallSite::here());

// A thread of the run. What escapes from `fn` is thrown by join().
class Thread {
public:
    Thread(const std::string& name, std::function<void()> fn);
    // "Thread 1", "Thread 2", ... in the order of their making.
    explicit Thread(std::function<void()> fn);
    ~Thread();  // joins; what it threw is lost
    Thread(Thread&&) noexcept;
    Thread& operator=(Thread&&) = delete;

    // Blocks the calling thread, which is shown as holding on to it.
    void join(CallSite site = CallSite::here());

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace loopscope::async
