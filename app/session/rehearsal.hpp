// What is open, run once beforehand, silently and in virtual time, with the same mode and values. Questions
// take their answers from it, and "You are the loop" is played over it. Nothing of it is drawn before it has
// happened.
#pragma once

#include "app/session/endings.hpp"
#include "app/session/quiet_run.hpp"
#include "app/session/start.hpp"
#include "core/timeline/timeline.hpp"

#include <functional>
#include <memory>

namespace loopscope::app::session {

class Rehearsal {
public:
    Rehearsal(RunFactory start, std::function<void()> wake);
    ~Rehearsal();

    // Begins; the one before is forgotten.
    void begin(const MakeStarter& program);
    void clear();
    void update(double now);

    [[nodiscard]] bool begun() const { return begun_; }
    [[nodiscard]] bool working() const { return run_ != nullptr; }
    // The whole run; null: there is none, or it did not come to an end in reasonable time.
    [[nodiscard]] const std::shared_ptr<const timeline::Timeline>& timeline() const { return whole_; }

private:
    RunFactory start_;
    std::function<void()> wake_;
    Endings endings_;
    std::unique_ptr<QuietRun> run_;
    std::shared_ptr<const timeline::Timeline> whole_;
    bool begun_ = false;
};

}  // namespace loopscope::app::session
