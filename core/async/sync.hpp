// Event, Lock, Semaphore: one task waits for another. All of one loop; waiters go on in the order in which
// they came, each in its own step of a later turn, never inside the call that let it go.
#pragma once

#include "core/async/list.hpp"
#include "core/async/loop.hpp"

#include <string_view>

namespace loopscope::async {

class WaitList;

// One who stands in line at an object, or for whom it has set something aside.
class WaitOperation : public Operation, public ListLink<> {
public:
    WaitOperation(WaitList& list, trace::Wait kind, const CallSite& site)
        : Operation(site), list_(&list), kind_(kind) {}
    ~WaitOperation() { abandon(); }
    void await_suspend(std::coroutine_handle<> handle);
    void detach() noexcept override { unlink(); }

protected:
    friend class WaitList;
    // What was set aside for it is its own from here on, or still is, if the object is there: true, once.
    [[nodiscard]] bool take_grant() noexcept;

private:
    WaitList* list_;  // null once it is gone
    trace::Wait kind_;
    bool granted_ = false;
};

// An object with a line of waiters; shared by the types below and by Queue.
class WaitList {
public:
    WaitList(trace::ObjectKind kind, std::string_view name, std::int64_t value);
    // Whoever still waits gets Broken at the await, and so does who has been woken for something that was set
    // aside and has not gone on yet.
    ~WaitList();
    WaitList(const WaitList&) = delete;
    WaitList& operator=(const WaitList&) = delete;

    [[nodiscard]] trace::ObjectId id() const { return id_; }
    [[nodiscard]] bool empty() const { return waiting_.empty(); }
    // Makes the first ready, with something set aside for it. False when nobody waits.
    bool wake_first();
    // Makes everybody ready. They need no more of the object: it may go before they go on.
    void wake_all();
    // Records the new value, by the running task.
    void changed(std::int64_t value) const;

private:
    friend class WaitOperation;
    trace::ObjectId id_;
    List<WaitOperation> waiting_;
    List<WaitOperation> granted_;  // woken, and not gone on yet
};

// A flag that tasks can wait for (asyncio.Event).
class Event {
public:
    explicit Event(std::string_view name = "event") : list_(trace::ObjectKind::Event, name, 0) {}

    class WaitForSet final : public WaitOperation {
    public:
        WaitForSet(Event& event, const CallSite& site)
            : WaitOperation(event.list_, trace::Wait::Event, site), event_(event) {}
        [[nodiscard]] bool await_ready() const { return event_.is_set_; }
        void await_resume() { throw_if_cancelled(); }

    private:
        Event& event_;
    };

    // Goes on at once when it is set; else once somebody has called set(), even if it is cleared before it
    // runs.
    WaitForSet wait(CallSite site = CallSite::here()) { return {*this, site}; }
    void set();
    void clear();
    [[nodiscard]] bool is_set() const { return is_set_; }

private:
    WaitList list_;
    bool is_set_ = false;
};

// Counted slots (asyncio.Semaphore). Fair: who came first gets the next free slot.
class Semaphore {
public:
    explicit Semaphore(std::size_t slots, std::string_view name = "semaphore")
        : Semaphore(slots, name, trace::ObjectKind::Semaphore, trace::Wait::Semaphore) {}

    // Gives its slot back when it goes, if the semaphore is still there. Move-only.
    class [[nodiscard]] Permit : private ListLink<> {
    public:
        explicit Permit(Semaphore& owner) : owner_(&owner) { owner.permits_.push_back(*this); }
        Permit(Permit&& other) noexcept : owner_(other.owner_) { take_from(other); }
        Permit& operator=(Permit&& other) noexcept {
            if (this == &other) return *this;
            release();
            owner_ = other.owner_;
            take_from(other);
            return *this;
        }
        ~Permit() { release(); }
        void release() {
            if (!linked()) return;
            unlink();
            owner_->release();
        }

    private:
        friend class List<Permit>;
        void take_from(Permit& other) noexcept {
            if (!other.linked()) return;
            other.unlink();
            owner_->permits_.push_back(*this);
        }
        Semaphore* owner_;  // dangles unless this stands in its list
    };

    class Acquire final : public WaitOperation {
    public:
        Acquire(Semaphore& owner, const CallSite& site)
            : WaitOperation(owner.list_, owner.wait_, site), owner_(owner) {}
        ~Acquire();
        bool await_ready();
        Permit await_resume();

    private:
        Semaphore& owner_;
    };

    // Goes on at once when a slot is free and nobody stands in line. A cancelled waiter leaves the line; a
    // slot that was set aside for it goes to the next.
    Acquire acquire(CallSite site = CallSite::here()) { return {*this, site}; }
    [[nodiscard]] std::size_t free_slots() const { return free_; }

protected:
    Semaphore(std::size_t slots, std::string_view name, trace::ObjectKind kind, trace::Wait wait)
        : list_(kind, name, kind == trace::ObjectKind::Lock ? 0 : static_cast<std::int64_t>(slots)),
          free_(slots),
          kind_(kind),
          wait_(wait) {}

private:
    void release();
    void changed() const;

    WaitList list_;
    List<Permit> permits_;
    std::size_t free_;
    trace::ObjectKind kind_;
    trace::Wait wait_;
};

// One at a time (asyncio.Lock). `auto held = co_await lock.acquire();`
class Lock : public Semaphore {
public:
    explicit Lock(std::string_view name = "lock")
        : Semaphore(1, name, trace::ObjectKind::Lock, trace::Wait::Lock) {}
    [[nodiscard]] bool is_held() const { return free_slots() == 0; }
};

}  // namespace loopscope::async
