#include "core/async/sync.hpp"

#include <utility>

namespace loopscope::async {

using trace::Kind;

void WaitOperation::await_suspend(std::coroutine_handle<> handle) {
    list_->waiting_.push_back(*this);
    suspend(handle, kind_, list_->id());
}

bool WaitOperation::take_grant() noexcept {
    unlink();
    return std::exchange(granted_, false) && list_ != nullptr;
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
    for (List<WaitOperation>* const line : {&waiting_, &granted_}) {
        while (WaitOperation* each = line->pop_front()) {
            each->list_ = nullptr;
            each->break_off();
        }
    }
}

bool WaitList::wake_first() {
    WaitOperation* first = waiting_.pop_front();
    if (first == nullptr) return false;
    granted_.push_back(*first);
    first->granted_ = true;
    first->wake(trace::Cause::ObjectSignal, id_);
    return true;
}

void WaitList::wake_all() {
    while (WaitOperation* first = waiting_.pop_front()) first->wake(trace::Cause::ObjectSignal, id_);
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
    return owner_.free_ > 0 && owner_.list_.empty();
}

Semaphore::Permit Semaphore::Acquire::await_resume() {
    // What throws here leaves a slot that was set aside with this operation, whose destructor gives it back.
    throw_if_cancelled();
    if (!take_grant()) {
        --owner_.free_;
        owner_.changed();
    }
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
