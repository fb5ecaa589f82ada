#include "core/child/child.hpp"

#include "core/child/spawn.hpp"

#include <cerrno>
#include <cstring>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

namespace loopscope::child {

std::string Exit::text() const {
    if (signal != 0) return fmt::format("signal {} ({})", signal, strsignal(signal));
    return code != 0 ? fmt::format("exit code {}", code) : "";
}

Child::Child(const Launch& launch) {
    Streams streams = open_streams(launch);
    pid_ = spawn(launch, streams);
    end_ = Descriptor(static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)));
    if (end_.get() < 0) {
        const int failed = errno;
        end_all();
        throw_system_error(failed, launch.argv.front());
    }
    input = std::move(streams.ours[0]);
    output = std::move(streams.ours[1]);
    error = std::move(streams.ours[2]);
}

Child::~Child() {
    send(SIGKILL);
    end_all();
}

void Child::send(int signal) const {
    // Its number is its own until it has been waited for.
    if (!exit_) kill(-pid_, signal);
}

std::optional<Exit> Child::end() {
    siginfo_t info{};
    if (!exit_ && waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
        info.si_pid != 0) {
        exit_ = collect();
    }
    return exit_;
}

Exit Child::end_all() {
    if (exit_) return *exit_;
    siginfo_t info{};
    while (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
    }
    send(SIGKILL);
    exit_ = collect();
    return *exit_;
}

Exit Child::collect() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 0, WIFSIGNALED(status) ? WTERMSIG(status) : 0};
}

}  // namespace loopscope::child
