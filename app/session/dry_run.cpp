#include "app/session/dry_run.hpp"

#include <exception>
#include <utility>

namespace loopscope::app::session {
namespace {

// Nobody waits longer for a question; in virtual time nearly every lesson takes milliseconds.
constexpr double kDryRunPatience = 2.0;
constexpr std::size_t kMostDryRunEvents = 400'000;

}  // namespace

DryRun::DryRun(RunFactory start, std::function<void()> wake)
    : start_(std::move(start)), wake_(std::move(wake)) {}

DryRun::~DryRun() = default;

void DryRun::begin(const record::Starter& program) {
    clear();
    begun_ = true;
    record::SourceOptions options;
    options.name = "beforehand";
    options.speed = record::kAsFastAsPossible;
    options.on_events = wake_;
    try {
        run_ = start_(program, std::move(options));
        timeline_ = std::make_unique<timeline::Timeline>(run_->tables());
    } catch (const std::exception&) {
        run_.reset();  // the run itself will tell
    }
}

void DryRun::clear() {
    run_.reset();
    timeline_.reset();
    begun_ = whole_ = false;
    since_ = -1;
}

void DryRun::finish(bool whole) {
    run_.reset();
    whole_ = whole;
}

void DryRun::update(double now) {
    if (!run_) return;
    if (since_ < 0) since_ = now;
    // Asked before the last drain, so that nothing is left behind.
    const bool ended = run_->ended();
    batch_.clear();
    run_->drain(batch_);
    if (!batch_.empty()) timeline_->append(batch_);
    if (ended) {
        finish(true);
    } else if (now - since_ > kDryRunPatience || timeline_->size() > kMostDryRunEvents) {
        finish(false);
    }
}

}  // namespace loopscope::app::session
