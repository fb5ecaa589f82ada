#include "core/async/node.hpp"

#include "core/async/loop.hpp"

#include <utility>

namespace loopscope::async {

using trace::Cause;
using trace::Kind;
using trace::Outcome;

namespace {

std::string message_of(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& e) {
        return e.what();
    } catch (...) {
        return "an exception that is not a std::exception";
    }
}

Outcome outcome_of(const std::exception_ptr& error) {
    if (!error) return Outcome::Done;
    try {
        std::rethrow_exception(error);
    } catch (const Cancelled&) {
        return Outcome::Cancelled;
    } catch (const Stopped&) {
        return Outcome::Stopped;
    } catch (...) {
        return Outcome::Failed;
    }
}

}  // namespace

Node::~Node() {
    Context* here = context_or_null();
    if (here == nullptr || !ended_ || read_ || outcome_ != Outcome::Failed) return;
    emit(*here, {.task = id_,
                 .object = line,
                 .kind = Kind::Misuse,
                 .reason = code(trace::MisuseKind::ResultNeverRead)});
}

void Node::cancel() {
    if (ended_) return;
    Context& here = context();
    emit(here, {.arg = here.task, .task = id_, .kind = Kind::CancelRequested});
    cancel_requested_ = true;
    canceller_ = here.task;
    if (pending != nullptr) {
        std::exchange(pending, nullptr)->detach();
        loop_.make_ready(*this, Cause::Cancelled, canceller_);
    }
}

bool Node::take_cancel() {
    return std::exchange(cancel_requested_, false);
}

void Node::finish(std::exception_ptr error) {
    if (ended_) return;
    ended_ = true;
    error_ = std::move(error);
    outcome_ = outcome_of(error_);
    Context& here = context();
    trace::StringId message = 0;
    if (outcome_ == Outcome::Failed && here.runtime.recording)
        message = here.runtime.tables->store(message_of(error_));
    emit(here, {.task = id_, .object = message, .kind = Kind::TaskEnded, .reason = code(outcome_)});
    while (EndLink* link = listeners_.pop_front()) link->listener.on_end(*this);
}

void Node::destroy(Outcome outcome) {
    if (ended_) return;
    ended_ = true;
    outcome_ = outcome;
    const auto keep = shared_from_this();
    if (pending != nullptr) std::exchange(pending, nullptr)->detach();
    release_frame();
    emit(context(), {.task = id_, .kind = Kind::TaskEnded, .reason = code(outcome)});
    listeners_.clear();
}

std::int64_t awaited(const std::vector<std::shared_ptr<Node>>& nodes) {
    trace::Awaited alive;
    for (const auto& node : nodes) {
        if (node->ended()) continue;
        if (alive.count < 2) (alive.count == 0 ? alive.first : alive.second) = node->id();
        ++alive.count;
    }
    return trace::pack_awaited(alive);
}

trace::SiteId Operation::site_id() const {
    return context().site_id(site_);
}

void Operation::suspend(std::coroutine_handle<> handle, trace::Wait wait, std::int64_t subject) {
    Context& here = context();
    node_ = here.node;
    node_->resume_point = handle;
    node_->pending = this;
    node_->line = site_id();
    emit(here, {.arg = subject,
                .task = node_->id(),
                .object = node_->line,
                .kind = Kind::TaskSuspended,
                .reason = code(wait)});
    // Cancelled while it ran: the await that it reaches now is the one that throws.
    if (node_->cancel_requested()) {
        node_->pending = nullptr;
        detach();
        node_->loop().make_ready(*node_, Cause::Cancelled, 0);
    }
}

void Operation::wake(Cause cause, std::int64_t subject) {
    if (node_ == nullptr || node_->pending != this) return;
    node_->pending = nullptr;
    node_->loop().make_ready(*node_, cause, subject);
}

void Operation::break_off() {
    if (node_ == nullptr || broken_) return;
    broken_ = true;
    emit(context(), {.task = node_->id(),
                     .object = node_->line,
                     .kind = Kind::Misuse,
                     .reason = code(trace::MisuseKind::DestroyedWhileAwaited)});
    wake(Cause::ObjectSignal, 0);
}

bool Operation::finish_wait() {
    Context& here = context();
    throw_if_stopping(here);
    if (broken_) throw Broken{};
    return here.node->take_cancel();
}

void Operation::abandon() noexcept {
    if (node_ == nullptr || node_->pending != this) return;
    node_->pending = nullptr;
    detach();
}

}  // namespace loopscope::async
