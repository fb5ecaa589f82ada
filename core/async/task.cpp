#include "core/async/task.hpp"

#include "core/async/loop.hpp"

#include <stdexcept>

namespace loopscope::async::detail {

using trace::Kind;

std::string argument_text(std::string_view text) {
    constexpr std::size_t kLongest = 24;
    if (text.size() <= kLongest) return std::string{text};
    return std::string{text.substr(0, kLongest - 1)} + "…";
}
std::string argument_text(long long number) {
    return std::to_string(number);
}

std::string task_name(const PromiseBase& promise) {
    const std::string_view function = promise.made_in.function;
    if (function.empty()) return promise.arguments;
    std::string name{function == "operator()" ? "task" : function};
    if (!promise.arguments.empty()) name += "(" + promise.arguments + ")";
    return name;
}

void note_never_awaited(const PromiseBase& promise) {
    Context* here = context_or_null();
    if (here == nullptr || here->runtime.gate.stopping() || !here->runtime.recording) return;
    emit(*here, {.arg = here->runtime.tables->intern(task_name(promise)),
                 .task = here->task,
                 .object = here->runtime.tables->intern(promise.made_in),
                 .kind = Kind::Misuse,
                 .reason = code(trace::MisuseKind::NeverAwaited)});
}

void note_destroyed(PromiseBase& promise) noexcept {
    promise.awaiter->on_destroyed();
}

CoroutineAwaiter::~CoroutineAwaiter() {
    if (promise_ != nullptr && promise_->awaiter == this) promise_->awaiter = nullptr;
}

bool CoroutineAwaiter::await_ready() {
    Context& here = context();
    throw_if_stopping(here);
    if (promise_ == nullptr || promise_->started) {
        emit(here, {.task = here.task,
                    .object = here.site_id(site_),
                    .kind = Kind::Misuse,
                    .reason = code(trace::MisuseKind::AwaitedTwice)});
        promise_ = nullptr;
        throw std::logic_error("a coroutine can be awaited once");
    }
    return false;
}

std::coroutine_handle<> CoroutineAwaiter::await_suspend(std::coroutine_handle<> awaiting) {
    Context& here = context();
    promise_->started = true;
    promise_->continuation = awaiting;
    promise_->awaiter = this;
    node_ = here.node;
    awaiting_ = awaiting;
    if (here.runtime.recording) {
        emit(here, {.task = here.task, .object = here.site_id(site_), .kind = Kind::CoroutineBegin});
    }
    return handle_;
}

void CoroutineAwaiter::on_destroyed() noexcept {
    promise_ = nullptr;
    broken_ = true;
    emit(context(), {.task = node_->id(),
                     .object = node_->line,
                     .kind = Kind::Misuse,
                     .reason = code(trace::MisuseKind::DestroyedWhileAwaited)});
    // What the coroutine waited on leaves with its frame; the task goes on behind this await.
    if (node_->pending != nullptr) {
        std::exchange(node_->pending, nullptr)->detach();
        node_->loop().make_ready(*node_, trace::Cause::ObjectSignal, 0);
    }
    node_->resume_point = awaiting_;
}

void CoroutineAwaiter::returned() {
    if (broken_) throw Broken{};
    Context& here = context();
    promise_->awaiter = nullptr;
    if (here.runtime.recording) {
        emit(here, {.task = here.task, .object = here.site_id(site_), .kind = Kind::CoroutineEnd});
    }
}

std::coroutine_handle<> FinalAwaiter::await_suspend(std::coroutine_handle<>) noexcept {
    promise->done = true;
    if (promise->node != nullptr) promise->node->finish(promise->error);
    return promise->continuation ? promise->continuation : std::noop_coroutine();
}

}  // namespace loopscope::async::detail
