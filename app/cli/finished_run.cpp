#include "app/cli/finished_run.hpp"

#include <iterator>
#include <utility>
#include <vector>

namespace loopscope::app::cli {

namespace {

class FinishedRun final : public record::Source {
public:
    FinishedRun(const record::Starter& program, record::SourceOptions options) {
        options.speed = record::kAsFastAsPossible;
        options.start_held = false;
        options.on_events = nullptr;
        run_ = program(std::move(options));
        while (true) {
            const bool ended = run_->ended();
            if (run_->drain(events_) > 0) continue;
            if (ended) break;
            run_->wait_for_events(std::chrono::seconds{1});
        }
    }

    void send(const trace::Control&) override {}
    std::size_t drain(std::vector<trace::Event>& out) override {
        const std::size_t count = events_.size();
        std::move(events_.begin(), events_.end(), std::back_inserter(out));
        events_.clear();
        return count;
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
    std::vector<trace::Event> events_;
};

}  // namespace

std::unique_ptr<record::Source> finished_run(const record::Starter& program, record::SourceOptions options) {
    return std::make_unique<FinishedRun>(program, std::move(options));
}

}  // namespace loopscope::app::cli
