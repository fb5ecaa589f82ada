#include "app/controller/live_deck.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::app::controller {
namespace {

using lessons::Deck;
using lessons::Lesson;

bool is_uncompiled(const Lesson& lesson) {
    return !lesson.uncompiled.empty();
}

std::shared_ptr<const Deck> whole_or_null(std::shared_ptr<const Deck> deck) {
    return std::ranges::any_of(deck->lessons, is_uncompiled) ? std::move(deck) : nullptr;
}

// Those whose programs are still to be compiled as they were before.
Deck meanwhile(Deck deck, const Deck& before) {
    for (Lesson& lesson : deck.lessons) {
        if (!is_uncompiled(lesson)) continue;
        const Lesson* old = lessons::find_lesson(before, lesson.id);
        if (old != nullptr && old->program) lesson = *old;
    }
    return deck;
}

}  // namespace

LiveDeck::LiveDeck(std::shared_ptr<const Deck> first, std::function<void()> wake)
    : wake_(std::move(wake)), shown_(std::move(first)), to_compile_(whole_or_null(shown_)) {
    watch_.emplace(shown_->folder, [this] { read(); });
    compiler_ = std::thread([this] { compile(); });
}

LiveDeck::~LiveDeck() {
    watch_.reset();
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    compiler_.join();
}

void LiveDeck::read() {
    const std::lock_guard one(reading_);
    auto deck = std::make_shared<const Deck>(lessons::load_deck(shown_->folder, lessons::Compile::Later));
    shown_ = std::make_shared<const Deck>(meanwhile(*deck, *shown_));
    {
        const std::lock_guard lock(mutex_);
        newest_ = shown_;
        to_compile_ = whole_or_null(std::move(deck));
    }
    changed_.notify_all();
    if (wake_) wake_();
}

void LiveDeck::compile() {
    while (true) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return stop_ || to_compile_; });
        if (stop_) return;
        const std::shared_ptr<const Deck> deck = std::exchange(to_compile_, nullptr);
        lock.unlock();
        lessons::compile_programs(*deck, stop_);
        if (!stop_) read();
    }
}

std::shared_ptr<const Deck> LiveDeck::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(newest_, nullptr);
}

}  // namespace loopscope::app::controller
