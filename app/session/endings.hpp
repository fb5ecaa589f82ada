// Ends runs where nobody waits for them. A program that is stopped may first have to come back from a call to
// the disk or to another process, and the window answers meanwhile.
#pragma once

#include <deque>
#include <functional>
#include <future>
#include <memory>

namespace loopscope::app::session {

class Endings {
public:
    Endings() = default;
    // Waits for all of them.
    ~Endings() = default;
    Endings(const Endings&) = delete;
    Endings& operator=(const Endings&) = delete;

    // Destroys it on a thread of its own; null: nothing. Waits where very many have not ended yet.
    template <class Run>
    void end(std::unique_ptr<Run> run) {
        if (run) add([run = std::shared_ptr<Run>(std::move(run))]() mutable { run.reset(); });
    }

private:
    void add(std::function<void()> end);

    // The oldest first. The destructor of such a future waits.
    std::deque<std::future<void>> pending_;
};

}  // namespace loopscope::app::session
