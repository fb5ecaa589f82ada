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

namespace {

void note_never_awaited(const PromiseBase& promise) {
    Context* here = context_or_null();
    if (here == nullptr || here->runtime.gate.stopping() || !here->runtime.recording) return;
    emit(*here, {.arg = here->runtime.tables->intern(task_name(promise)),
                 .task = here->task,
                 .object = here->runtime.tables->intern(promise.made_in),
                 .kind = Kind::Misuse,
                 .reason = code(trace::MisuseKind::NeverAwaited)});
}

// So many may be destroyed inside each other, as the arguments of coroutines that have not begun or have
// returned; what lies deeper waits until those are through. The stack has its limits.
constexpr int kDeepest = 1000;
thread_local int depth = 0;
thread_local PromiseBase* deferred = nullptr;  // linked by `awaits`

// Those that are under way, from the innermost on.
void destroy_chain(PromiseBase& outermost) noexcept {
    PromiseBase* each = &outermost;
    while (each->awaits != nullptr) each = each->awaits;
    for (PromiseBase* next = nullptr; each != nullptr; each = next) {
        next = each == &outermost ? nullptr : each->awaited_by;
        if (next != nullptr) {
            next->awaits = nullptr;
            each->awaiter->forget();
        }
        if (each->owner != nullptr) *each->owner = nullptr;
        each->frame.destroy();
    }
}

}  // namespace

void destroy_coroutine(PromiseBase& outermost) noexcept {
    if (!outermost.started) note_never_awaited(outermost);
    if (outermost.under_way() && outermost.awaiter != nullptr) outermost.awaiter->on_destroyed();
    if (depth >= kDeepest && !outermost.under_way()) {
        *std::exchange(outermost.owner, nullptr) = nullptr;
        outermost.awaits = std::exchange(deferred, &outermost);
        return;
    }
    ++depth;
    destroy_chain(outermost);
    --depth;
    while (depth == 0 && deferred != nullptr) {
        PromiseBase& next = *std::exchange(deferred, deferred->awaits);
        next.awaits = nullptr;
        ++depth;
        destroy_chain(next);
        --depth;
    }
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

void CoroutineAwaiter::begin(PromiseBase& awaiting) {
    Context& here = context();
    promise_->started = true;
    promise_->awaited_by = &awaiting;
    promise_->awaiter = this;
    awaiting.awaits = promise_;
    awaiting_ = &awaiting;
    node_ = here.node;
    node_->continue_at = promise_->frame;
    if (here.runtime.recording) {
        emit(here, {.task = here.task, .object = here.site_id(site_), .kind = Kind::CoroutineBegin});
    }
}

void CoroutineAwaiter::leave() noexcept {
    if (promise_ == nullptr || promise_->awaiter != this) return;
    promise_->awaiter = nullptr;
    promise_->awaited_by = nullptr;
    awaiting_->awaits = nullptr;
}

void CoroutineAwaiter::on_destroyed() noexcept {
    leave();
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
    node_->resume_point = awaiting_->frame;
}

void CoroutineAwaiter::returned() {
    if (broken_) throw Broken{};
    leave();
    Context& here = context();
    if (here.runtime.recording) {
        emit(here, {.task = here.task, .object = here.site_id(site_), .kind = Kind::CoroutineEnd});
    }
}

void FinalAwaiter::await_suspend(std::coroutine_handle<>) const noexcept {
    promise->done = true;
    if (promise->node != nullptr) {
        promise->node->finish(promise->error);
    } else if (promise->awaited_by != nullptr) {
        context().node->continue_at = promise->awaited_by->frame;
    }
}

}  // namespace loopscope::async::detail
