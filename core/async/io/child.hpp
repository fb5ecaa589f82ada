// A child process under libuv: started, waited for, and never left behind. Only for core/async.
#pragma once

#include "core/async/context.hpp"

#include <csignal>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <uv.h>

namespace loopscope::async::detail {

class Child : public std::enable_shared_from_this<Child> {
public:
    // Starts argv[0], looked for in PATH, with these three descriptors and no other, in a process group of
    // its own. Throws IoError ("command not found (sort)"). end() must be called before the last reference
    // goes.
    static std::shared_ptr<Child> start(uv_loop_t* loop, const std::vector<std::string>& argv, int in,
                                        int out, int error);

    [[nodiscard]] int pid() const { return pid_; }
    [[nodiscard]] bool has_ended() const { return ended_; }
    [[nodiscard]] int code() const { return code_; }      // of its exit
    [[nodiscard]] int signal() const { return signal_; }  // that ended it; 0: none did
    // To it and all that it has started. Without effect once it has ended.
    void kill(int signal);
    // Kills it if it runs, and waits for that: a matter of microseconds.
    void end();

    std::function<void()> on_end;  // must not run program code

private:
    explicit Child(Runtime& runtime) : runtime_(runtime) {}
    void ended(int code, int signal);
    void close();

    Runtime& runtime_;
    uv_process_t handle_{};
    int pid_ = 0;
    int code_ = 0;
    int signal_ = 0;
    bool ended_ = true;
    bool closed_ = false;
    std::shared_ptr<Child> keep_;  // until libuv has done with the handle
};

// Ends its child when it goes.
class ChildOwner {
public:
    explicit ChildOwner(std::shared_ptr<Child> child) : child_(std::move(child)) {}
    ~ChildOwner() {
        if (child_) child_->end();
    }
    ChildOwner(ChildOwner&& other) noexcept = default;
    ChildOwner& operator=(ChildOwner&& other) = delete;
    [[nodiscard]] const std::shared_ptr<Child>& child() const { return child_; }

private:
    std::shared_ptr<Child> child_;
};

// "uniq -c"
std::string command_line(const std::vector<std::string>& argv);

}  // namespace loopscope::async::detail
