// A deck whose files are followed: after each change it is read again, and what programs of lessons' own need
// it is compiled, on threads of its own.
#pragma once

#include "core/async/io/folder_watch.hpp"
#include "core/lessons/deck.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace loopscope::app::controller {

class LiveDeck {
public:
    // `first` is the deck as it is shown now. `wake` is called on one of the threads when there is something
    // to take.
    LiveDeck(std::shared_ptr<const lessons::Deck> first, std::function<void()> wake);
    ~LiveDeck();
    LiveDeck(const LiveDeck&) = delete;
    LiveDeck& operator=(const LiveDeck&) = delete;

    // The deck as it was read last; null: nothing has changed since the last call. A lesson whose program has
    // been changed stays as it was until that is compiled.
    std::shared_ptr<const lessons::Deck> take();

private:
    void read();
    void compile();

    std::function<void()> wake_;
    // Held while reading.
    std::mutex reading_;
    std::shared_ptr<const lessons::Deck> shown_;

    // Guards what follows.
    std::mutex mutex_;
    std::condition_variable changed_;
    std::shared_ptr<const lessons::Deck> newest_, to_compile_;

    std::atomic<bool> stop_{false};
    std::thread compiler_;
    std::optional<async::FolderWatch> watch_;
};

}  // namespace loopscope::app::controller
