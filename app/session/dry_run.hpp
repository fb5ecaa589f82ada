// The open lesson run once beforehand, silently and in virtual time, with the same mode and values: questions
// take their answers from it, and one can be the loop over it. Nothing of it is drawn before it is known.
#pragma once

#include "app/session/run_factory.hpp"
#include "core/timeline/timeline.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace loopscope::app::session {

class DryRun {
public:
    DryRun(RunFactory start, std::function<void()> wake);
    ~DryRun();

    // Begins; the one before is forgotten.
    void begin(const record::Starter& program);
    void clear();
    void update(double now);

    [[nodiscard]] bool begun() const { return begun_; }
    [[nodiscard]] bool working() const { return run_ != nullptr; }
    // The whole run; null: there is none, or it did not come to an end in reasonable time. Stays where it is
    // until begin() or clear().
    [[nodiscard]] const timeline::Timeline* timeline() const { return whole_ ? timeline_.get() : nullptr; }

private:
    void finish(bool whole);

    RunFactory start_;
    std::function<void()> wake_;
    std::unique_ptr<timeline::Timeline> timeline_;
    std::unique_ptr<record::Source> run_;
    std::vector<trace::Event> batch_;
    double since_ = -1;
    bool begun_ = false, whole_ = false;
};

}  // namespace loopscope::app::session
