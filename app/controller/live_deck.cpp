#include "app/controller/live_deck.hpp"

#include <utility>

namespace loopscope::app::controller {

LiveDeck::LiveDeck(std::string folder, std::function<void()> wake)
    : folder_(std::move(folder)), wake_(std::move(wake)), watch_(folder_, [this] { read(); }) {}

void LiveDeck::read() {
    auto deck = std::make_shared<const lessons::Deck>(lessons::load_deck(folder_));
    {
        const std::lock_guard lock(mutex_);
        newest_ = std::move(deck);
    }
    if (wake_) wake_();
}

std::shared_ptr<const lessons::Deck> LiveDeck::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(newest_, nullptr);
}

}  // namespace loopscope::app::controller
