#include "core/async/io/child.hpp"

#include "core/async/io/io_error.hpp"

#include <array>
#include <cerrno>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include <fmt/ranges.h>

namespace loopscope::async::detail {

using trace::Kind;

std::shared_ptr<Child> Child::start(uv_loop_t* loop, const std::vector<std::string>& argv, int in, int out,
                                    int error) {
    if (argv.empty() || argv.front().empty()) throw IoError(UV_EINVAL, "an empty command");
    Context& here = context();
    std::vector<std::string> words = argv;
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<uv_stdio_container_t, 3> stdio{};
    const std::array<int, 3> given{in, out, error};
    for (std::size_t i = 0; i < stdio.size(); ++i) {
        stdio[i].flags = UV_INHERIT_FD;
        stdio[i].data.fd = given[i];
    }
    uv_process_options_t options{};
    options.file = arguments.front();
    options.args = arguments.data();
    options.stdio = stdio.data();
    options.stdio_count = static_cast<int>(stdio.size());
    // A group of its own, so that what it starts can be ended with it.
    options.flags = UV_PROCESS_DETACHED;
    options.exit_cb = [](uv_process_t* process, std::int64_t code, int signal) {
        static_cast<Child*>(process->data)->ended(static_cast<int>(code), signal);
    };
    // Libraries may have opened some without saying that they are not for children.
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);

    const std::shared_ptr<Child> child{new Child(here.runtime)};
    child->handle_.data = child.get();
    const int status = uv_spawn(loop, &child->handle_, &options);
    if (status != 0) {
        child->close();
        if (status == UV_ENOENT) throw IoError(uv_err_name(status), "command not found", argv.front());
        throw IoError(status, argv.front());
    }
    child->pid_ = child->handle_.pid;
    child->ended_ = false;
    // Nobody knows how long it takes: the clock must not jump until it has ended.
    here.runtime.clock.enter_outside();
    emit(here, {.arg = here.runtime.tables->intern(command_line(argv)),
                .task = here.task,
                .object = static_cast<std::uint32_t>(child->pid_),
                .kind = Kind::ProcessSpawned});
    return child;
}

void Child::kill(int signal) {
    if (!ended_) ::kill(-pid_, signal);
}

void Child::end() {
    if (!ended_) {
        kill(SIGKILL);
        int status = 0;
        while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        ended(WIFEXITED(status) ? WEXITSTATUS(status) : 0, WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    }
    close();
}

void Child::ended(int code, int signal) {
    ended_ = true;
    code_ = code;
    signal_ = signal;
    emit(context(), {.arg = signal != 0 ? -signal : code,
                     .object = static_cast<std::uint32_t>(pid_),
                     .kind = Kind::ProcessExited});
    if (on_end) on_end();
    runtime_.clock.leave_outside();
}

void Child::close() {
    if (std::exchange(closed_, true)) return;
    keep_ = shared_from_this();
    uv_close(reinterpret_cast<uv_handle_t*>(&handle_),
             [](uv_handle_t* handle) { static_cast<Child*>(handle->data)->keep_.reset(); });
}

std::string command_line(const std::vector<std::string>& argv) {
    return fmt::format("{}", fmt::join(argv, " "));
}

}  // namespace loopscope::async::detail
