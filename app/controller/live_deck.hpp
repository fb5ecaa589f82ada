// A deck whose files are followed: after each change it is read again, on a thread of its own.
#pragma once

#include "core/async/folder_watch.hpp"
#include "core/lessons/deck.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace loopscope::app::controller {

class LiveDeck {
public:
    // `wake` is called on that thread when there is something to take.
    LiveDeck(std::string folder, std::function<void()> wake);

    // The deck as it was read last; null: nothing has changed since the last call.
    std::shared_ptr<const lessons::Deck> take();

private:
    void read();

    std::string folder_;
    std::function<void()> wake_;
    std::mutex mutex_;
    std::shared_ptr<const lessons::Deck> newest_;
    async::FolderWatch watch_;  // last: it calls into the others until it is gone
};

}  // namespace loopscope::app::controller
