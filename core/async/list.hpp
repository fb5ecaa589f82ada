// A doubly linked list through its members: whoever stands in one leaves it in constant time, from anywhere
// in it, and by itself when it goes. Takes no memory of its own.
#pragma once

namespace loopscope::async {

// What a member of a List derives from, publicly. A member of several lists has one for each, with a tag.
template <class Tag = void>
class ListLink {
public:
    ListLink() = default;
    ListLink(const ListLink&) = delete;
    ListLink& operator=(const ListLink&) = delete;
    ~ListLink() { unlink(); }

    [[nodiscard]] bool linked() const noexcept { return next_ != nullptr; }
    // Without effect when it stands in no list.
    void unlink() noexcept {
        if (next_ == nullptr) return;
        previous_->next_ = next_;
        next_->previous_ = previous_;
        next_ = previous_ = nullptr;
    }

private:
    template <class T, class OtherTag>
    friend class List;
    ListLink* next_ = nullptr;
    ListLink* previous_ = nullptr;
};

template <class T, class Tag = void>
class List {
public:
    List() noexcept { end_.next_ = end_.previous_ = &end_; }
    List(const List&) = delete;
    List& operator=(const List&) = delete;
    // Those who still stand in it stand in none then.
    ~List() { clear(); }

    [[nodiscard]] bool empty() const noexcept { return end_.next_ == &end_; }
    // Precondition of both: not empty.
    [[nodiscard]] T& front() noexcept { return member(end_.next_); }
    [[nodiscard]] T& back() noexcept { return member(end_.previous_); }

    // Precondition: it stands in no list through the same tag.
    void push_back(T& member) noexcept {
        ListLink<Tag>& link = member;
        link.previous_ = end_.previous_;
        link.next_ = &end_;
        link.previous_->next_ = &link;
        end_.previous_ = &link;
    }
    // Null when it is empty.
    T* pop_front() noexcept {
        if (empty()) return nullptr;
        T& first = front();
        static_cast<ListLink<Tag>&>(first).unlink();
        return &first;
    }
    void clear() noexcept {
        while (pop_front() != nullptr) {
        }
    }
    // `visit` must not take anybody out.
    template <class Visit>
    void for_each(Visit visit) {
        for (ListLink<Tag>* link = end_.next_; link != &end_; link = link->next_) visit(member(link));
    }
    // Puts all of `others`, in their order, before those who stand here already.
    void prepend(List& others) noexcept {
        if (others.empty()) return;
        ListLink<Tag>* const first = others.end_.next_;
        ListLink<Tag>* const last = others.end_.previous_;
        others.end_.next_ = others.end_.previous_ = &others.end_;
        last->next_ = end_.next_;
        end_.next_->previous_ = last;
        first->previous_ = &end_;
        end_.next_ = first;
    }

private:
    static T& member(ListLink<Tag>* link) noexcept { return static_cast<T&>(*link); }
    ListLink<Tag> end_;
};

}  // namespace loopscope::async
