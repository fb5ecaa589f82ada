// A lesson as what is open.
#pragma once

#include "app/exhibit/exhibit.hpp"

#include <memory>

namespace loopscope::app::exhibit {

class LessonExhibit final : public Exhibit {
public:
    explicit LessonExhibit(std::shared_ptr<const lessons::Lesson> lesson) : lesson_(std::move(lesson)) {}

    [[nodiscard]] std::string_view id() const override { return lesson_->id; }
    [[nodiscard]] std::string_view title() const override { return lesson_->title; }
    [[nodiscard]] std::string_view chapter() const override { return lesson_->chapter; }
    [[nodiscard]] std::string_view trouble() const override { return lesson_->trouble; }
    [[nodiscard]] bool soon() const override { return !lesson_->uncompiled.empty(); }

    [[nodiscard]] std::string_view goal() const override { return lesson_->goal; }
    [[nodiscard]] std::string_view text() const override { return lesson_->text; }
    [[nodiscard]] std::span<const std::string> remember() const override { return lesson_->remember; }
    [[nodiscard]] std::optional<int> minutes() const override { return lesson_->minutes; }
    [[nodiscard]] std::string_view notes() const override { return lesson_->notes; }

    [[nodiscard]] std::span<const lessons::Mode> modes() const override { return lesson_->modes; }
    [[nodiscard]] lessons::Mode initial_mode() const override { return lesson_->initial_mode; }
    [[nodiscard]] std::span<const lessons::Parameter> parameters() const override {
        return lesson_->parameters;
    }
    [[nodiscard]] const lessons::Listing* listing(lessons::Mode mode,
                                                  const lessons::Values& values) const override {
        return lesson_->listing(mode, values);
    }
    [[nodiscard]] const lessons::Listing* python(lessons::Mode mode,
                                                 const lessons::Values& values) const override {
        return lesson_->python_listing(mode, values);
    }
    [[nodiscard]] std::span<const std::string> steps(lessons::Mode mode) const override;
    [[nodiscard]] std::span<const lessons::StepMark> step_marks(lessons::Mode mode) const override;

    [[nodiscard]] record::Starter starter(lessons::Mode mode, const lessons::Values& values) const override;
    [[nodiscard]] bool runs() const override { return static_cast<bool>(lesson_->program); }

    [[nodiscard]] const lessons::Lesson* lesson() const override { return lesson_.get(); }

private:
    std::shared_ptr<const lessons::Lesson> lesson_;
};

// `lesson` must outlive it.
std::shared_ptr<const Exhibit> exhibit_of(const lessons::Lesson& lesson);

}  // namespace loopscope::app::exhibit
