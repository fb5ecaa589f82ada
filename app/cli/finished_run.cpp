#include "app/cli/finished_run.hpp"

#include <memory>
#include <utility>

namespace loopscope::app::cli {
namespace {

class FinishedRun final : public record::Source {
public:
    FinishedRun(const record::Starter& program, record::SourceOptions options, const record::Limits& limits,
                record::Reached* reached) {
        options.speed = record::kAsFastAsPossible;
        options.start_held = false;
        options.on_events = nullptr;
        run_ = program(std::move(options));
        recording_ = std::make_unique<record::Recording>(run_->tables());
        const record::Reached end = record::run_to_end(*run_, *recording_, {.limits = limits});
        if (reached != nullptr && end != record::Reached::End) *reached = end;
    }

    void send(const trace::Control&) override {}
    std::size_t drain(std::vector<trace::Event>& out) override {
        const std::size_t from = std::exchange(drained_, recording_->size());
        recording_->each(from, drained_, [&out](const trace::Event& event) { out.push_back(event); });
        return drained_ - from;
    }
    void wait_for_events(std::chrono::milliseconds) override {}
    void wake() override {}
    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const override { return run_->tables(); }
    [[nodiscard]] Nanos loop_time() const override { return run_->loop_time(); }
    [[nodiscard]] Nanos wall_time() const override { return run_->wall_time(); }
    [[nodiscard]] bool held() const override { return false; }
    [[nodiscard]] bool ended() const override { return true; }

private:
    std::unique_ptr<record::Source> run_;
    std::unique_ptr<record::Recording> recording_;
    std::size_t drained_ = 0;
};

}  // namespace

session::RunFactory finished_runs(const record::Limits& limits, record::Reached* reached) {
    return [limits, reached](const record::Starter& program, record::SourceOptions options) {
        return std::make_unique<FinishedRun>(program, std::move(options), limits, reached);
    };
}

}  // namespace loopscope::app::cli
