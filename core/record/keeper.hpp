// Keeps a live run: owns its source, and moves what that records into a recording, on a thread of its own. So
// the program waits for nobody who draws, and whoever draws waits for nobody who records.
#pragma once

#include "core/record/run_to_end.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace loopscope::record {

class Keeper {
public:
    // The keeper's own thread drains, or only collect() does (tests that want one thread).
    enum class Threading : unsigned char { Own, Caller };

    // `on_news` is called on the keeper's thread, once after each status(), when there are new events or the
    // status has changed. It must be quick.
    Keeper(std::unique_ptr<Source> source, std::function<void()> on_news,
           Threading threading = Threading::Own);
    // Stops the run.
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    // Any thread; waits for nobody.
    void send(const trace::Control& control);

    [[nodiscard]] std::shared_ptr<const Recording> recording() const;
    // Goes on in another recording, which has what the first `copied` events of this one tell. What came
    // behind them is moved there too. Whoever reads the old one still may.
    void go_on_in(std::shared_ptr<Recording> other, std::size_t copied);

    // What was known behind the newest event of the recording.
    struct Status {
        // The program stands still, all that it has done is in the recording, and it has heeded every control
        // that was sent.
        bool held = false;
        // It has ended, and all is in the recording.
        bool ended = false;
    };
    // Of whoever shows the run. Ask it before you look how large the recording is.
    [[nodiscard]] Status status();

    // Drains now, with Threading::Caller; else it does nothing.
    void collect();

    [[nodiscard]] Nanos loop_time() const { return source_->loop_time(); }
    [[nodiscard]] Nanos wall_time() const { return source_->wall_time(); }

private:
    void keep();
    // Whether anything was moved.
    bool drain_once();

    std::unique_ptr<Source> source_;
    std::shared_ptr<Recording> recording_;
    Drain drain_;
    std::function<void()> on_news_;
    std::atomic<std::uint64_t> sent_{0};
    std::atomic<bool> news_wanted_{true};
    std::atomic<bool> leave_{false};
    std::mutex drain_mutex_;    // held while events are moved
    mutable std::mutex mutex_;  // guards what follows, and which recording it is
    Status status_;
    std::uint64_t heeded_ = 0;  // controls that had been sent when the status was read
    std::thread thread_;
};

}  // namespace loopscope::record
