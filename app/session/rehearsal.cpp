#include "app/session/rehearsal.hpp"

#include <utility>

namespace loopscope::app::session {
namespace {

// Nobody waits longer for a question; in virtual time nearly every lesson takes milliseconds.
constexpr record::Limits kRehearsalLimits{.events = 400'000, .wall_time = std::chrono::seconds{2}};

}  // namespace

Rehearsal::Rehearsal(RunFactory start, std::function<void()> wake)
    : start_(std::move(start)), wake_(std::move(wake)) {}

Rehearsal::~Rehearsal() = default;

void Rehearsal::begin(const MakeStarter& program) {
    clear();
    begun_ = true;
    record::SourceOptions options;
    options.name = "beforehand";
    options.speed = record::kAsFastAsPossible;
    options.on_events = wake_;
    auto started = start(start_, program, std::move(options));
    // The run itself will tell why not.
    if (!started) return;
    run_ = std::make_unique<QuietRun>(std::move(started.value()), kRehearsalLimits);
}

void Rehearsal::clear() {
    endings_.end(std::exchange(run_, nullptr));
    whole_.reset();
    begun_ = false;
}

void Rehearsal::update(double now) {
    const auto reached = run_ ? run_->update(now) : std::nullopt;
    if (!reached) return;
    if (*reached == record::Reached::End) whole_ = run_->take();
    endings_.end(std::exchange(run_, nullptr));
}

}  // namespace loopscope::app::session
