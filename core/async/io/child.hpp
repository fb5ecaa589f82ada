// A child process whose end a libuv loop watches. Only for core/async.
#pragma once

#include "core/async/loop.hpp"
#include "core/child/child.hpp"

#include <csignal>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <uv.h>

namespace loopscope::async::detail {

class Child final : public std::enable_shared_from_this<Child>, public LoopHandle {
public:
    // Starts argv[0], looked for in PATH, with these three descriptors and no other, in a process group of
    // its own. Throws IoError ("command not found (sort)"). end() must be called before the last reference
    // goes.
    static std::shared_ptr<Child> start(uv_loop_t* loop, const std::vector<std::string>& argv, int in,
                                        int out, int error);

    [[nodiscard]] int pid() const { return process_.pid(); }
    [[nodiscard]] bool has_ended() const { return exit_.has_value(); }
    // Once it has ended.
    [[nodiscard]] const child::Exit& exit() const { return exit_.value(); }
    // To it and all that it has started. Without effect once it has ended.
    void kill(int signal) { process_.send(signal); }
    void close_with_loop() override { end(); }
    // Kills it if it runs, and waits for that: a matter of microseconds.
    void end();

    std::function<void()> on_end;  // must not run program code

private:
    Child(Runtime& runtime, const child::Launch& launch) : runtime_(runtime), process_(launch) {}
    void ended(const child::Exit& exit);
    void close();

    Runtime& runtime_;
    child::Child process_;
    std::optional<child::Exit> exit_;
    uv_poll_t watch_{};
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
