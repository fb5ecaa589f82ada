#include "core/async/io/process.hpp"

#include "core/async/io/blocking_call.hpp"
#include "core/async/io/child.hpp"
#include "core/async/io/descriptor.hpp"
#include "core/async/io/pipe.hpp"
#include "core/async/loop.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace loopscope::async {
namespace {

using detail::Child;
using detail::ChildOwner;
using detail::Descriptor;
using detail::PipeEnds;

constexpr std::size_t kMostErrors = std::size_t{1} << 20U;
constexpr std::size_t kMostOutput = std::size_t{1} << 26U;

ExitStatus status_of(const Child& child) {
    return {child.exit().code, child.exit().signal};
}

// Waits for the end of a child.
class EndOperation final : public Operation {
public:
    EndOperation(std::shared_ptr<Child> child, const CallSite& site)
        : Operation(site), child_(std::move(child)) {}
    ~EndOperation() { abandon(); }

    [[nodiscard]] bool await_ready() const {
        if (child_->on_end) throw std::logic_error("another task waits for the same process already");
        return child_->has_ended();
    }
    void await_suspend(std::coroutine_handle<> handle) {
        child_->on_end = [this] {
            child_->on_end = nullptr;
            wake(trace::Cause::ProcessDone, child_->pid());
        };
        suspend(handle, trace::Wait::Process, child_->pid());
    }
    ExitStatus await_resume() {
        throw_if_cancelled();
        return status_of(*child_);
    }
    void detach() noexcept override { child_->on_end = nullptr; }

private:
    std::shared_ptr<Child> child_;
};

Task<ExitStatus> wait_for(std::shared_ptr<Child> child, CallSite site) {
    co_return co_await EndOperation{std::move(child), site};
}

struct Started {
    std::vector<ChildOwner> children;
    Descriptor output;
};

// `input` is what the first one reads; with `output`, that is where the last one writes.
Started start_all(uv_loop_t* loop, const std::vector<Command>& commands, Descriptor input,
                  const Descriptor& errors, const Descriptor* output = nullptr) {
    if (commands.empty()) throw IoError(UV_EINVAL, "a pipeline without commands");
    Started started;
    Descriptor reads = std::move(input);
    for (const Command& command : commands) {
        const bool to_file = output != nullptr && &command == &commands.back();
        PipeEnds next = to_file ? PipeEnds{} : detail::make_pipe();
        started.children.emplace_back(
            Child::start(loop, command, reads.get(), to_file ? output->get() : next.in.get(), errors.get()));
        reads = std::move(next.out);
    }
    started.output = std::move(reads);
    return started;
}

Task<PipelineResult> run_pipeline(std::vector<Command> commands, std::string input, CallSite site) {
    Loop& loop = Loop::current();
    PipeEnds feed = detail::make_pipe();
    const Descriptor errors = detail::make_memory_file(kMostErrors);
    Started started = start_all(loop.uv(), commands, std::move(feed.out), errors);
    loop.watch_changed();
    // Kept until all have ended: what does not fit into the pipe goes out while the output is read.
    const ByteStream fed = detail::write_and_close(std::move(feed.in), "input", std::move(input));
    ByteStream output = detail::open_pipe(std::move(started.output), "output of " + commands.back().front());
    Task<std::string> all = output.read_all(site);
    PipelineResult result;
    result.output = co_await all.await_at(site);
    for (const ChildOwner& owner : started.children)
        result.statuses.push_back(co_await EndOperation{owner.child(), site});
    result.errors = detail::text_of(errors);
    co_return result;
}

// A libuv loop for the length of a blocking call.
class PrivateLoop {
public:
    PrivateLoop() {
        if (const int failed = uv_loop_init(&loop_); failed != 0) throw IoError(failed, "an event loop");
    }
    ~PrivateLoop() {
        uv_run(&loop_, UV_RUN_DEFAULT);
        uv_loop_close(&loop_);
    }
    PrivateLoop(const PrivateLoop&) = delete;
    PrivateLoop& operator=(const PrivateLoop&) = delete;
    uv_loop_t* get() { return &loop_; }

private:
    uv_loop_t loop_{};
};

}  // namespace

std::string ExitStatus::text() const {
    return signal != 0 ? fmt::format("signal {}", signal) : fmt::format("status {}", code);
}

bool PipelineResult::ok() const {
    return std::all_of(statuses.begin(), statuses.end(), [](const ExitStatus& s) { return s.ok(); });
}

std::vector<Command> commands(std::string_view line) {
    std::vector<Command> all(1);
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) all.back().push_back(std::exchange(word, {}));
    };
    for (const char c : line) {
        if (c == '|' || c == ' ' || c == '\t' || c == '\n') {
            end_word();
        } else {
            word += c;
        }
        if (c == '|') all.emplace_back();
    }
    end_word();
    return all;
}

struct Process::State {
    ChildOwner child;
    ByteStream input;
    ByteStream output;
    Descriptor errors;
};

Process Process::spawn(const std::vector<std::string>& argv) {
    Loop& loop = Loop::current();
    PipeEnds in = detail::make_pipe();
    PipeEnds out = detail::make_pipe();
    Descriptor errors = detail::make_memory_file(kMostErrors);
    ChildOwner child{Child::start(loop.uv(), argv, in.out.get(), out.in.get(), errors.get())};
    loop.own(*child.child());
    loop.watch_changed();
    return Process{std::make_shared<State>(
        State{std::move(child), detail::open_pipe(std::move(in.in), "input of " + argv.front()),
              detail::open_pipe(std::move(out.out), "output of " + argv.front()), std::move(errors)})};
}

int Process::pid() const {
    return state_->child.child()->pid();
}
ByteStream& Process::input() const {
    return state_->input;
}
ByteStream& Process::output() const {
    return state_->output;
}
std::string Process::errors() const {
    return detail::text_of(state_->errors);
}
void Process::kill(int signal) {
    state_->child.child()->kill(signal);
}
Task<ExitStatus> Process::wait(CallSite site) {
    return wait_for(state_->child.child(), site);
}

Task<PipelineResult> pipeline(std::vector<Command> commands, std::string input, CallSite site) {
    return run_pipeline(std::move(commands), std::move(input), site);
}

Task<PipelineResult> pipeline(std::string_view line, std::string input, CallSite site) {
    return run_pipeline(commands(line), std::move(input), site);
}

PipelineResult blocking::pipeline(std::string_view line, const std::string& input, CallSite site) {
    return pipeline(commands(line), input, site);
}

PipelineResult blocking::pipeline(const std::vector<Command>& commands, const std::string& input,
                                  CallSite site) {
    return detail::blocking_call(site, [&] {
        Context& here = context();
        const Descriptor errors = detail::make_memory_file(kMostErrors);
        const Descriptor output = detail::make_memory_file(kMostOutput);
        PrivateLoop loop;
        const Started started =
            start_all(loop.get(), commands, detail::make_memory_file_with(input), errors, &output);
        const auto all_ended = [&] {
            return std::all_of(started.children.begin(), started.children.end(),
                               [](const ChildOwner& owner) { return owner.child()->has_ended(); });
        };
        while (uv_run(loop.get(), UV_RUN_NOWAIT), !all_ended() && !here.runtime.clock.stopped())
            here.runtime.clock.wait(here.waiter, kForever, uv_backend_fd(loop.get()));
        PipelineResult result;
        for (const ChildOwner& owner : started.children) result.statuses.push_back(status_of(*owner.child()));
        result.output = detail::text_of(output);
        result.errors = detail::text_of(errors);
        return result;
    });
}

}  // namespace loopscope::async
