# riskcast_test(NAME LIBRARIES…): a QtTest program test_NAME.cpp that ctest runs as NAME.
function(riskcast_test name)
  add_executable(test_${name} test_${name}.cpp)
  set_target_properties(test_${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(test_${name} PRIVATE ${ARGN} riskcast_test_support ${RISKCAST_QT}::Test)
  add_test(NAME ${name} COMMAND test_${name})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()
