// A process that we have started. It leads a process group of its own, gets no descriptor of ours that was
// not chosen for it, and is never left behind.
#pragma once

#include "core/base/descriptor.hpp"
#include "core/child/exit.hpp"
#include "core/child/launch.hpp"

#include <csignal>
#include <optional>
#include <sys/types.h>

namespace loopscope::child {

class Child {
public:
    // Throws std::system_error about argv[0] when it can't be started, or about its folder when there is no
    // such one.
    explicit Child(const Launch& launch);
    // Kills it and what it has started, and waits for its end: a matter of microseconds.
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    // Readable once it has ended.
    [[nodiscard]] int end_descriptor() const { return end_.get(); }
    // Our ends of what Launch asked for, blocking, to be taken: of its input, its output and its errors. Of a
    // terminal it is `output`, to be written to as well; reading it fails with EIO at its end.
    Descriptor input, output, error;

    // To it and all of its group. Without effect once it has ended.
    void send(int signal) const;
    // Returns at once: how it ended, if it has. What it has started and left goes on.
    std::optional<Exit> end();
    // Waits for it. What it has started and left is killed.
    Exit end_all();

private:
    Exit collect();

    pid_t pid_ = 0;
    Descriptor end_;
    std::optional<Exit> exit_;
};

}  // namespace loopscope::child
