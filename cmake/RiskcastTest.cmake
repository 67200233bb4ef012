# riskcast_test(NAME LIBRARIES…): a QtTest program test_NAME.cpp that ctest runs as NAME. RISKCAST_TEST_ENVIRONMENT is added to its
# environment, RISKCAST_TEST_LAUNCHER goes before its command. A program that skips in initTestCase() has tested nothing, and does
# not count as passed.
function(riskcast_test name)
  add_executable(test_${name} test_${name}.cpp)
  set_target_properties(test_${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(test_${name} PRIVATE ${ARGN} riskcast_test_support ${RISKCAST_QT}::Test)
  add_test(NAME ${name} COMMAND ${RISKCAST_TEST_LAUNCHER} $<TARGET_FILE:test_${name}>)
  set(environment QT_QPA_PLATFORM=offscreen ${RISKCAST_TEST_ENVIRONMENT})
  set_tests_properties(${name} PROPERTIES
    ENVIRONMENT "${environment}"
    SKIP_REGULAR_EXPRESSION "SKIP   : [A-Za-z]+::initTestCase")
endfunction()

# riskcast_test_only_if(CONDITION NAMES…): lists the tests as disabled unless the variable CONDITION is true.
function(riskcast_test_only_if condition)
  if(NOT ${condition})
    set_tests_properties(${ARGN} PROPERTIES DISABLED TRUE)
  endif()
endfunction()
