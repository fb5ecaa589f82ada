#include "core/async/io/child.hpp"

#include "core/async/io/io_error.hpp"

#include <system_error>
#include <utility>

#include <fmt/ranges.h>

namespace loopscope::async::detail {

using trace::Kind;

std::shared_ptr<Child> Child::start(uv_loop_t* loop, const std::vector<std::string>& argv, int in, int out,
                                    int error) {
    if (argv.empty() || argv.front().empty()) throw IoError(UV_EINVAL, "an empty command");
    Context& here = context();
    std::shared_ptr<Child> child;
    try {
        child.reset(new Child(here.runtime, {.argv = argv,
                                             .input = child::Given{in},
                                             .output = child::Given{out},
                                             .error = child::Given{error}}));
    } catch (const std::system_error& failed) {
        const int code = -failed.code().value();
        if (code == UV_ENOENT) throw IoError(uv_err_name(code), "command not found", argv.front());
        throw IoError(code, argv.front());
    }
    if (const int failed = uv_poll_init(loop, &child->watch_, child->process_.end_descriptor()); failed != 0)
        throw IoError(failed, argv.front());
    child->watch_.data = child.get();
    uv_poll_start(&child->watch_, UV_READABLE, [](uv_poll_t* watch, int, int) {
        auto* self = static_cast<Child*>(watch->data);
        if (const auto exit = self->process_.end()) {
            uv_poll_stop(watch);
            self->ended(*exit);
        }
    });
    // Nobody knows how long it takes: the clock must not jump until it has ended.
    here.runtime.clock.enter_outside();
    emit(here, {.arg = here.runtime.tables->intern(command_line(argv)),
                .task = here.task,
                .object = static_cast<std::uint32_t>(child->pid()),
                .kind = Kind::ProcessSpawned});
    return child;
}

void Child::end() {
    if (!has_ended()) {
        kill(SIGKILL);
        ended(process_.end_all());
    }
    close();
}

void Child::ended(const child::Exit& exit) {
    exit_ = exit;
    emit(context(), {.arg = exit.signal != 0 ? -exit.signal : exit.code,
                     .object = static_cast<std::uint32_t>(pid()),
                     .kind = Kind::ProcessExited});
    if (on_end) on_end();
    runtime_.clock.leave_outside();
}

void Child::close() {
    if (std::exchange(closed_, true)) return;
    unlink();
    keep_ = shared_from_this();
    uv_close(reinterpret_cast<uv_handle_t*>(&watch_),
             [](uv_handle_t* handle) { static_cast<Child*>(handle->data)->keep_.reset(); });
}

std::string command_line(const std::vector<std::string>& argv) {
    return fmt::format("{}", fmt::join(argv, " "));
}

}  // namespace loopscope::async::detail
