#include "core/async/sync.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::async {

using trace::Kind;

void WaitOperation::await_suspend(std::coroutine_handle<> handle) {
    list_->waiting_.push_back(this);
    suspend(handle, kind_, list_->id());
}

void WaitOperation::detach() noexcept {
    if (list_ != nullptr) std::erase(list_->waiting_, this);
}

WaitList::WaitList(trace::ObjectKind kind, std::string_view name, std::int64_t value)
    : id_(context().runtime.next_object()) {
    Context& here = context();
    emit(here, {.arg = here.runtime.tables->intern(name),
                .task = here.task,
                .object = id_,
                .kind = Kind::ObjectCreated,
                .reason = code(kind)});
    if (value != 0) changed(value);
}

WaitList::~WaitList() {
    while (!waiting_.empty()) {
        WaitOperation* first = waiting_.front();
        waiting_.pop_front();
        first->list_ = nullptr;
        first->wake_broken();
    }
    for (WaitOperation* woken : granted_) {
        woken->list_ = nullptr;
        woken->granted_ = false;
        woken->break_woken();
    }
}

bool WaitOperation::take_grant() {
    if (!std::exchange(granted_, false)) return false;
    if (list_ == nullptr || list_->granted_.empty()) return true;
    // They go on in the order in which they were woken.
    if (list_->granted_.front() == this)
        list_->granted_.pop_front();
    else
        std::erase(list_->granted_, this);
    return true;
}

bool WaitList::wake_first() {
    if (waiting_.empty()) return false;
    WaitOperation* first = waiting_.front();
    waiting_.pop_front();
    if (first->holds_) {
        first->granted_ = true;
        granted_.push_back(first);
    }
    first->wake(trace::Cause::ObjectSignal, id_);
    return true;
}

void WaitList::wake_all() {
    while (wake_first()) {
    }
}

void WaitList::changed(std::int64_t value) const {
    Context& here = context();
    emit(here, {.arg = value, .task = here.task, .object = id_, .kind = Kind::ObjectChanged});
}

void Event::set() {
    if (is_set_) return;
    is_set_ = true;
    list_.changed(1);
    list_.wake_all();
}

void Event::clear() {
    if (!is_set_) return;
    is_set_ = false;
    list_.changed(0);
}

bool Semaphore::Acquire::await_ready() {
    if (owner_.free_ == 0 || !owner_.list_.empty()) return false;
    --owner_.free_;
    owner_.changed();
    granted_ = true;
    return true;
}

Semaphore::Permit Semaphore::Acquire::await_resume() {
    // What throws here leaves the slot with this operation, whose destructor gives it back.
    throw_if_cancelled();
    take_grant();
    return Permit{owner_};
}

Semaphore::Acquire::~Acquire() {
    if (take_grant()) owner_.release();
}

void Semaphore::release() {
    // A slot goes straight to the next in line, so that nobody can overtake him.
    if (list_.wake_first()) return;
    ++free_;
    changed();
}

void Semaphore::changed() const {
    list_.changed(kind_ == trace::ObjectKind::Lock ? static_cast<std::int64_t>(free_ == 0)
                                                   : static_cast<std::int64_t>(free_));
}

}  // namespace loopscope::async
