// One workload, run every way it can be: each mode of what is open is really executed, one after the other
// and in virtual time, and what was recorded is then replayed on one time scale. Its transport is plain time.
#pragma once

#include "app/exhibit/exhibit.hpp"
#include "app/session/endings.hpp"
#include "app/session/player.hpp"
#include "app/session/quiet_run.hpp"
#include "app/session/start.hpp"
#include "core/slides/columns/axis.hpp"
#include "core/slides/columns/run.hpp"
#include "core/timeline/timeline.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace loopscope::app::session {

struct RaceEntry {
    lessons::Mode mode = lessons::Mode::Sync;
    // Both once done.
    std::unique_ptr<timeline::Timeline> timeline;
    std::unique_ptr<slides::ColumnRun> column;
    // Nothing more will come.
    bool done = false;
    // Why it did not finish; empty: it did.
    std::string trouble;
};

class Race {
public:
    Race(RunFactory start, std::function<void()> wake);
    ~Race();

    // Forgets what it had and runs all modes anew, beginning with the next update.
    void run(std::shared_ptr<const exhibit::Exhibit> open, const lessons::Values& values, bool playing);
    // Drops everything, and stops what is still running.
    void clear();

    void apply(const PlayerCommand& command);
    void update(double now);

    [[nodiscard]] bool empty() const { return open_ == nullptr; }
    // Every entry is done: the race can be shown.
    [[nodiscard]] bool ready() const;
    [[nodiscard]] const std::vector<RaceEntry>& entries() const { return entries_; }
    // One for each entry; null while it is not done.
    [[nodiscard]] std::vector<const slides::ColumnRun*> columns() const;

    // Where the line across all columns is, and how far that is from 0 to 1.
    [[nodiscard]] slides::RacePoint point() const;
    [[nodiscard]] double share() const;
    // How many seconds of the race pass in one second at speed 1: more than 1 for races that would be
    // too long to watch.
    [[nodiscard]] double hurry() const;
    // Loop time of the slowest.
    [[nodiscard]] std::int64_t duration() const { return duration_; }
    [[nodiscard]] bool playing() const { return playing_ && ready(); }
    [[nodiscard]] bool at_end() const { return ready() && passed_ >= length(); }
    [[nodiscard]] bool working() const { return !empty() && !ready(); }

private:
    [[nodiscard]] Result<std::unique_ptr<record::Source>> start_one(lessons::Mode mode) const;
    void collect(double now);
    void finish(RaceEntry& entry, std::string trouble);
    void step(bool forward);
    [[nodiscard]] std::int64_t length() const { return axis_ ? axis_->length() : 0; }

    RunFactory start_;
    std::function<void()> wake_;
    std::shared_ptr<const exhibit::Exhibit> open_;
    lessons::Values values_;
    std::vector<RaceEntry> entries_;
    // Of the first entry that is not done.
    Endings endings_;
    std::unique_ptr<QuietRun> run_;
    // Once ready.
    std::optional<slides::RaceAxis> axis_;

    bool playing_ = false;
    double speed_ = 1.0;
    // Along the axis.
    std::int64_t passed_ = 0;
    std::int64_t duration_ = 0;
    std::optional<double> last_now_;
};

}  // namespace loopscope::app::session
